import type { Joined } from '../../leaving/before/confirm.ts';
import { groupLabel } from '../block-kit/group-label.ts';
import type { PlainMessage } from '../block-kit/message.ts';

const mostListed = 10;

/** Tells the second person who asked first; their card says how it ends. */
export function alreadyBeingLeft(joined: readonly Joined[]): PlainMessage {
  const lines = joined
    .slice(0, mostListed)
    .map(({ group, by }) => `• ${groupLabel(group)}: <@${by}> asked first`);
  const more = joined.length - lines.length;
  const head =
    joined.length === 1 ? 'This group is already being left:' : 'These groups are already being left:';
  const tail = `${more > 0 ? `and ${more} more\n` : ''}It is not asked a second time. The card of the first request says how it ends.`;
  return { text: [head, ...lines, tail].join('\n') };
}
