import type { UserId } from '../../leaving/ids.ts';
import type { Leavers } from '../../leaving/rules/settings.ts';
import type { LeaveCommand } from '../../leaving/typed/leave-command-text.ts';
import { line } from '../block-kit/marks.ts';
import { messageOf, type PlainMessage } from '../block-kit/message.ts';
import { askThem, type NameOf, personName, whoMay } from '../block-kit/people.ts';

interface Help {
  readonly mayLeave: boolean;
  readonly leavers: Leavers;
  readonly othersMayAsk: boolean;
  readonly stoppedBy: UserId | null;
  readonly isConnected: boolean;
  readonly nameOf: NameOf;
}

/** What help says of each thing that can be typed; null where another line says it, or nobody types it on purpose. */
const commandWords = {
  ask: '• `/wasend-leave` lets you choose groups. You see them, with what to look at, before you confirm.',
  find: '• `/wasend-leave padel` finds groups by their name; group ids and invite links work too, many at once.',
  groups: null,
  status:
    '• `/wasend-leave status` shows what is going on, `/wasend-leave history` what was; also of one `@person` or one group id.',
  history: null,
  'stop-all':
    '• `/wasend-leave stop all` stops everything in this workspace. An admin lifts it on the app’s Home tab.',
  help: null,
  'stop-what': null,
  'history-of-what': null,
  'too-many': null,
  'too-long': null,
} as const satisfies Record<LeaveCommand['kind'], string | null>;

/** Answers `/wasend-leave help`, with what this person may do, and first with what stands in the way. */
export function helpMessage(help: Help): PlainMessage {
  const { mayLeave, leavers, othersMayAsk, stoppedBy, isConnected, nameOf } = help;
  const now = [
    ...(isConnected
      ? []
      : ['This workspace is not connected to Wasend yet. An admin connects it on the app’s Home tab.']),
    ...(stoppedBy === null
      ? []
      : [
          `${personName(stoppedBy, nameOf)} has stopped everything. An admin lifts that on the app’s Home tab.`,
        ]),
  ];
  const able = [
    ...Object.values(commandWords).filter((words) => words !== null),
    'After you confirm, anyone in the channel can press *Stop* for some seconds, and between groups.',
    'Leaving cannot be undone: coming back needs a new invite.',
  ];
  const unable = [
    othersMayAsk
      ? `\`/wasend-leave\` lets you ask that groups be left. Here ${whoMay(leavers, nameOf)} may leave; one of them must approve.`
      : `Here ${whoMay(leavers, nameOf)} may leave groups; ${askThem(leavers)}.`,
    ...(othersMayAsk
      ? ['`/wasend-leave status` and `/wasend-leave history` show what you have asked for.']
      : []),
    'You can press *Stop* on a card in a channel you are in.',
  ];
  const lines = [
    '*Leave WhatsApp groups*',
    ...now,
    ...(mayLeave ? able : unable),
    'More is on the app’s Home tab.',
  ];
  return messageOf(
    lines.map((text) => line(null, text)),
    [],
  );
}
