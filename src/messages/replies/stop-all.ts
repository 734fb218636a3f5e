import type { UserId } from '../../leaving/ids.ts';
import { countOf } from '../block-kit/group-label.ts';
import type { PlainMessage } from '../block-kit/message.ts';

/** Answers `/wasend-leave stop all`. */
export function allStopped({
  stopped,
  wasStoppedBy,
}: {
  readonly stopped: number;
  readonly wasStoppedBy: UserId | null;
}): PlainMessage {
  const requests = stopped === 0 ? 'No request was open.' : `${countOf(stopped, 'open request')} stopped.`;
  const before = wasStoppedBy === null ? '' : ` <@${wasStoppedBy}> had stopped everything before.`;
  return {
    text: `Everything is stopped. ${requests}${before} A call already under way ends by itself. Nothing can be left until an admin lifts this on the app’s Home tab.`,
  };
}

/** Answers `stop` without `all`. */
export function stopWhat(): PlainMessage {
  return {
    text: 'Nothing was done. To stop one request, press *Stop* on its card. To stop everything in this workspace, type `/wasend-leave stop all`.',
  };
}
