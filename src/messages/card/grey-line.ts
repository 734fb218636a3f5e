import type { Request } from '../../leaving/request.ts';
import { countOf, listOf } from '../block-kit/counts.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { quoted } from '../block-kit/strangers.ts';

interface More {
  /** Where it was asked; told where the card itself does not stand. */
  readonly place?: string;
  readonly last: readonly string[];
}

/** `+44 7700 900123 · Sales UK · asked by Ada Admin · “reason”`, then what has been added. */
export function greyLine(request: Request, nameOf: NameOf, { place, last }: More): string {
  const { ask, joinedBy, approval } = request;
  const others = [...new Set(joinedBy.map(({ by }) => by))].filter((by) => by !== ask.by);
  const approvedBy = approval?.approvedBy ?? [];
  return [
    numberLabel(ask.number, ask.sessionId),
    `asked by ${personName(ask.by, nameOf)}`,
    ...(place === undefined ? [] : [place]),
    ...(others.length === 0
      ? []
      : [
          `also by ${listOf(
            others.map((by) => personName(by, nameOf)),
            'and',
          )}`,
        ]),
    ...(ask.reason === null ? [] : [quoted(ask.reason, 200)]),
    ...(approvedBy.length === 0
      ? []
      : [
          `approved by ${listOf(
            approvedBy.map((by) => personName(by, nameOf)),
            'and',
          )}`,
        ]),
    ...(ask.joined.length === 0
      ? []
      : [`${countOf(ask.joined.length, 'group')} more were being left already`]),
    ...last,
  ].join(' · ');
}
