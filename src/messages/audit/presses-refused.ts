import type { EventOf } from '../../leaving/events.ts';
import type { Request } from '../../leaving/request.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { ruleWords } from '../replies/rule-words.ts';

const mostTold = 5;

const pressed = {
  approve: 'Approve',
  decline: 'Don’t leave',
} as const satisfies Record<EventOf<'press-refused'>['press'], string>;

/** Presses on a card that the rules refused: `Refused to Mei Member: Approve; guests may not`. */
export function pressesRefused({ refusedPresses }: Request, nameOf: NameOf): string[] {
  const lines = refusedPresses
    .slice(0, mostTold)
    .map(
      ({ by, press, rule }) =>
        `Refused to ${personName(by, nameOf)}: *${pressed[press]}*; ${ruleWords[rule]}`,
    );
  const more = refusedPresses.length - lines.length;
  return more > 0 ? [...lines, `and ${more} more refused presses`] : lines;
}
