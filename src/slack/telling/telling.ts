import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../clock.ts';
import type { HaltedWhy } from '../../leaving/events.ts';
import type { RequestId, SessionId, UserGroupId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import type { Note } from '../../leaving/notes.ts';
import type { Notes } from '../../leaving/ports/notes.ts';
import type { Request } from '../../leaving/request.ts';
import type { Requests, ShownRequest } from '../../leaving/requests.ts';
import type { Leavers } from '../../leaving/rules/settings.ts';
import type { Outlook } from '../../leaving/waiting.ts';
import type { Logger } from '../../logger.ts';
import type { PlainMessage } from '../../messages/block-kit/message.ts';
import type { Admins } from '../people/admins.ts';
import type { Names } from '../people/names.ts';
import type { Fetch } from '../wire/web-clients.ts';
import type { CardRecords } from './card-record.ts';
import type { Book, Desk } from './letters/desk.ts';

/** Everything a message about a request is drawn from. */
export interface TellState {
  readonly request: Request;
  readonly outlook: Outlook;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The request that asks again for groups of this one; `url` leads to its card, null where it has none. */
  readonly successor: { readonly url: string | null } | null;
  /** Who may approve. */
  readonly approvers: Leavers;
  /** Who of them was asked alone; nobody (empty) when nobody could be, null while that is not known or not needed. */
  readonly askedAlone: readonly UserId[] | null;
  /** Who connected the key, where it must be replaced; null elsewhere, and where nobody is known. */
  readonly connectedBy: UserId | null;
  readonly nameOf: (id: UserId | UserGroupId) => string;
}

/** One message in a card's thread; `broadcast` shows it in the channel too. */
export interface Reply extends PlainMessage {
  readonly broadcast: boolean;
}

/** The words, made in `messages/`. `cardUrl` leads to the card in a browser; null where it has none. */
export interface Drawings {
  /** The card, and what is owed in its thread once the request is over. */
  card(state: TellState): { readonly message: PlainMessage; readonly thread: readonly Reply[] };
  /** The expected end has moved. */
  moved(state: TellState): Reply;
  /** The end, for somebody who waits where the card is not. */
  end(state: TellState, cardUrl: string | null): PlainMessage;
  /** To one who may approve, alone; without its buttons once it is over. */
  approval(state: TellState, cardUrl: string | null): PlainMessage;
  /** That nobody who may approve could be asked alone. */
  nobodyAsked(state: TellState): PlainMessage;
  /** Half the time to approve is over. */
  reminder(state: TellState, cardUrl: string | null): PlainMessage;
  /** What an admin must mend. */
  mend(what: ToMend, state: TellState): PlainMessage;
  audit(state: TellState, cardUrl: string | null): PlainMessage;
  note(note: Note, names: NoteNames): PlainMessage;
  /** What the step of a workflow goes on with. */
  step(state: TellState): { readonly outcome: string; readonly message: string };
}

/** How people and numbers in a note are called. */
interface NoteNames {
  readonly nameOf: TellState['nameOf'];
  readonly numberOf: (sessionId: SessionId) => string;
}

/** Why a request was halted for a reason that only somebody can mend who may change the connection. */
export type ToMend = Exclude<HaltedWhy, 'not-connected' | 'number-changed'>;

/** What whoever tells may use. */
export interface TellMeans {
  readonly requests: Pick<Requests, 'tellable' | 'close'>;
  readonly notes: Pick<Notes, 'load' | 'told'>;
  readonly cards: CardRecords;
  /** Null where the app is not installed any more. May throw while the token cannot be had. */
  readonly clientFor: (
    workspaceId: WorkspaceId,
  ) => Promise<{ readonly client: WebClient; readonly url: string | null } | null>;
  /** Null when the ask had none, or it is too old. */
  readonly responseUrlOf: (workspaceId: WorkspaceId, requestId: RequestId) => Promise<string | null>;
  readonly approversOf: (workspaceId: WorkspaceId) => Promise<Leavers>;
  /** Who connected the key; null when nobody did here, or it is not known. */
  readonly connectedBy: (workspaceId: WorkspaceId) => Promise<UserId | null>;
  /** Who runs a workspace, for approvals of those whom nobody names. */
  readonly admins: Admins;
  readonly names: Names;
  /** How these numbers are called, as far as it is known; waits for nobody for long, and never throws. */
  readonly numbersOf: (
    workspaceId: WorkspaceId,
    sessionIds: readonly SessionId[],
  ) => Promise<NoteNames['numberOf']>;
  readonly draw: Drawings;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** One request on its way to be told. */
export interface Telling {
  readonly shown: ShownRequest;
  readonly state: TellState;
  readonly card: ReturnType<Drawings['card']>;
  readonly book: Book;
  readonly desk: Desk;
  readonly means: TellMeans;
}

/** One thing that may be owed. Answers when to come again for it (epoch milliseconds), or null. */
export type Owed = (telling: Telling) => Promise<number | null>;
