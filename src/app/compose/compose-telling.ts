import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { Notes } from '../../leaving/ports/notes.ts';
import { auditMessage } from '../../messages/audit/audit-message.ts';
import { noteMessage } from '../../messages/audit/note-message.ts';
import { requestCard } from '../../messages/card/request-card.ts';
import { movedEnd } from '../../messages/card/thread.ts';
import {
  approvalReminder,
  approverMessage,
  endDirect,
  nobodyAsked,
} from '../../messages/replies/approval-answers.ts';
import { mendMessage } from '../../messages/replies/to-mend.ts';
import { stepOutputs } from '../../messages/replies/workflow-step.ts';
import { within } from '../../slack/asking/preview/gather-facts.ts';
import { numberNames } from '../../slack/home/numbers.ts';
import type { Services } from '../../slack/services.ts';
import type { CardRecords } from '../../slack/telling/card-record.ts';
import type { Drawings, TellMeans, TellState, ToMend } from '../../slack/telling/telling.ts';

export interface TellingMeans {
  readonly services: Services;
  readonly notes: Notes;
  readonly cards: CardRecords;
  readonly clientFor: (
    workspaceId: WorkspaceId,
  ) => Promise<{ readonly client: WebClient; readonly url: string | null } | null>;
}

/** Puts together whoever tells: what they may ask, and the words they tell it in. */
export function composeTelling({ services, notes, cards, clientFor }: TellingMeans): TellMeans {
  const { requests, drafts, rules, connections, admins, names, fetch, clock, logger } = services;
  return {
    requests,
    notes,
    cards,
    clientFor,
    async responseUrlOf(workspaceId, requestId) {
      const draft = await drafts.get(workspaceId, requestId, 0);
      return draft?.responseUrl ?? null;
    },
    approversOf: async (workspaceId) => (await rules.get(workspaceId)).settings.leavers,
    connectedBy: async (workspaceId) => (await connections.get(workspaceId))?.connectedBy ?? null,
    admins,
    names,
    numbersOf: numbersBy(services),
    draw,
    fetch,
    clock,
    logger,
  };
}

const draw: Drawings = {
  card: requestCard,
  moved: movedEnd,
  end: endDirect,
  approval: approverMessage,
  nobodyAsked,
  reminder: approvalReminder,
  mend: mendWords,
  audit: auditMessage,
  note: noteMessage,
  step: ({ request }) => stepOutputs(request),
};

/** A note is told whether or not Wasend answers. */
const longestReadMs = 2_000;

/** Numbers as Wasend tells them now, else as the newest request of each knew it. */
function numbersBy(services: Services): TellMeans['numbersOf'] {
  const { connections, wasend, requests } = services;
  const told = async (workspaceId: WorkspaceId) => {
    const connection = await connections.get(workspaceId);
    const read = connection === null ? null : await wasend.reads(connection).sessions();
    return read?.kind === 'ok' ? read.value : [];
  };
  return async (workspaceId, sessionIds) => {
    const wanted = [...new Set(sessionIds)];
    if (wanted.length === 0) return numberNames([], []);
    const newest = wanted.map((sessionId) =>
      requests.history(workspaceId, {
        filter: { kind: 'all' },
        askedBy: null,
        before: null,
        sessions: [sessionId],
        limit: 1,
      }),
    );
    const [known, pages] = await Promise.all([
      within(longestReadMs, told(workspaceId), services).catch(() => null),
      Promise.all(newest).catch(() => []),
    ]);
    return numberNames(
      known ?? [],
      pages.flatMap((page) => page.requests),
    );
  };
}

function mendWords(what: ToMend, { request: { ask, ending } }: TellState) {
  const { number, sessionId } = ask;
  return mendMessage({ what, number, sessionId, said: ending?.kind === 'halted' ? ending.said : null });
}
