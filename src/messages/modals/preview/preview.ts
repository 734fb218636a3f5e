import type { KnownBlock, ModalView } from '@slack/types';
import type { NumberLabel } from '../../../leaving/events.ts';
import type { RequestId, SessionId } from '../../../leaving/ids.ts';
import type { BadReference } from '../../../leaving/typed/references.ts';
import { countOf } from '../../block-kit/counts.ts';
import { context, section, sections } from '../../block-kit/mrkdwn.ts';
import { numberLabel } from '../../block-kit/number-label.ts';
import { clock } from '../../block-kit/times.ts';
import { viewIds } from '../../ids.ts';
import { passedOverLine, rightGroupReference } from '../../replies/malformed-input.ts';
import { modal } from '../modal.ts';
import { type Consequences, cannotBeUndone, consequenceBlocks } from './consequences.ts';
import { badLines, blockedLine, groupLine, type PreviewGroup } from './preview-lines.ts';

/** What a preview was made from. Only what is shown here can be confirmed. */
export interface PreviewState extends Consequences {
  readonly requestId: RequestId;
  /** Which draft this view shows; a confirmation names it. */
  readonly revision: number;
  readonly number: NumberLabel;
  readonly sessionId: SessionId;
  readonly groups: readonly PreviewGroup[];
  readonly bad: readonly BadReference[];
  /** Words that named no group. */
  readonly passedOver: number;
  /** Groups beyond those one request takes; they come after these. */
  readonly remaining: number;
  /** When the facts were read (epoch milliseconds). */
  readonly readAt: number;
  /** True where the view stands over the picker. */
  readonly isPushed: boolean;
  readonly externalId?: string;
}

/** Shows exactly what would be left. Its submission is the confirmation, so it has none when nothing can be left. */
export function previewModal(state: PreviewState): ModalView {
  const { groups, nameOf, isPushed } = state;
  const askable = groups.filter(({ blocked }) => blocked === null);
  const look = askable.filter(({ warnings, facts }) => warnings.length > 0 || facts === null);
  const others = askable.filter((group) => !look.includes(group));
  const blocked = groups.filter((group) => group.blocked !== null);
  const doubts = state.bad.filter(isDoubt);
  const notUnderstood = state.bad.filter((one) => !isDoubt(one));
  const blocks: KnownBlock[] = [
    section(headline(state, askable.length)),
    ...(askable.length === 0 ? [] : [cannotBeUndone]),
    ...list(
      others.length === 0 ? 'Look at these' : 'Look at these first',
      look.map((group) => groupLine(group, nameOf)),
    ),
    ...list(
      look.length === 0 ? null : 'And these',
      others.map((group) => groupLine(group, nameOf)),
    ),
    ...list(
      `Not left (${blocked.length})`,
      blocked.map((group) => blockedLine(group, nameOf)),
    ),
    ...list('Compare these ids', badLines(doubts)),
    ...list(
      'Not understood',
      notUnderstood.length === 0 ? [] : [...badLines(notUnderstood), ...rightOne(groups)],
    ),
    ...remarks(state),
  ];
  const frame = {
    callbackId: viewIds.confirm,
    metadata: JSON.stringify({ v: 1, requestId: state.requestId, revision: state.revision }),
    ...(state.externalId === undefined ? {} : { externalId: state.externalId }),
  };
  if (askable.length === 0) return modal({ ...frame, blocks, close: isPushed ? 'Back' : 'Close' });
  return modal({
    ...frame,
    blocks: [...blocks, ...consequenceBlocks(askable.length, state)],
    submit: submitLabel(askable.length, state),
    close: isPushed ? 'Back' : 'Cancel',
  });
}

function submitLabel(count: number, { approval }: Pick<Consequences, 'approval'>): string {
  const what = count === 1 ? 'this group' : `${count} groups`;
  return approval === null ? `Leave ${what}` : `Ask to leave ${what}`;
}

/** The group is among those above; only its id may not be the one that was meant. */
function isDoubt({ why }: BadReference): boolean {
  return why === 'perhaps-rounded';
}

/** Where nothing at all was understood, what is right and the other way to it. */
function rightOne(groups: readonly PreviewGroup[]): string[] {
  return groups.length > 0
    ? []
    : [rightGroupReference, 'Or close this and type `/wasend-leave` to choose groups from a list.'];
}

function headline({ number, sessionId, groups }: PreviewState, askable: number): string {
  if (groups.length === 0) return 'No group was found in what was typed';
  const label = numberLabel(number, sessionId);
  return askable === 0
    ? `None of these can be left with ${label}`
    : `*Leave ${countOf(askable, 'group')} with ${label}*`;
}

function list(title: string | null, lines: readonly string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  return sections(title === null ? lines : [`*${title}*`, ...lines]);
}

const staleAfterMs = 60_000;

function remarks({ groups, passedOver, remaining, readAt, now }: PreviewState): KnownBlock[] {
  const isOpen = groups.some(
    ({ blocked, facts }) => blocked === null && facts !== null && facts.isCommunity === null,
  );
  const told = [
    passedOverLine(passedOver),
    remaining === 0 ? null : `One request takes at most 50 groups; the next ${remaining} come after these.`,
    now - readAt > staleAfterMs ? `As Wasend told it at ${clock(readAt, now)}.` : null,
    isOpen ? 'Wasend does not tell which of these are communities; leave a community in WhatsApp.' : null,
  ].filter((part) => part !== null);
  return told.length === 0 ? [] : [context(told.join(' '))];
}
