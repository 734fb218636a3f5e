import type { Joined } from '../../leaving/ports/ledger.ts';
import { groupName } from '../block-kit/group-name.ts';
import { type PlainMessage, sentences } from '../block-kit/message.ts';
import { type NameOf, personName } from '../block-kit/people.ts';

const mostListed = 10;

/** Tells the second person who asked first; they are told the end too. */
export function alreadyBeingLeft(joined: readonly Joined[], nameOf: NameOf): PlainMessage {
  const lines = joined
    .slice(0, mostListed)
    .map(({ group, by }) => `• ${groupName(group)} · asked by ${personName(by, nameOf)}`);
  const more = joined.length - lines.length;
  const isOne = joined.length === 1;
  return sentences(
    isOne ? 'This group is already being left:' : 'These groups are already being left:',
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    `${isOne ? 'It is' : 'They are'} not asked for a second time. You are told the end.`,
  );
}
