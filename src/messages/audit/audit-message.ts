import { line, marked } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage } from '../block-kit/message.ts';
import { context, sections } from '../block-kit/mrkdwn.ts';
import { inPlace } from '../block-kit/places.ts';
import type { CardState } from '../card/card-state.ts';
import { greyLine } from '../card/grey-line.ts';
import { cardLines } from '../card/request-card.ts';
import { singleState } from '../card/single-lines.ts';
import { pressesRefused } from './presses-refused.ts';
import { sealWords } from './seal-words.ts';

/** The one message of the audit channel about a request: the card's lines, and where it was and where it is on record. */
export function auditMessage(state: CardState, cardUrl: string | null): PlainMessage {
  const { request, nameOf, now } = state;
  const refused = pressesRefused(request, nameOf).map((text) => line('refused', text));
  const lines = [...cardLines({ ...state, successor: null }), ...refused];
  const [only] = request.leaves;
  const isSingle = request.leaves.length === 1 && only !== undefined;
  const grey = greyLine(request, nameOf, {
    place: inPlace(request.ask.channelId),
    last: [
      ...(isSingle ? [...singleState(request, only, now), `group \`${only.group.groupId}\``] : []),
      ...(cardUrl === null ? [] : [`<${cardUrl}|card>`]),
      `request \`${request.requestId}\``,
      sealWords(request.seal),
    ],
  });
  return {
    text: fallbackOf([...lines, line(null, grey)]),
    blocks: [...sections(lines.map(marked)), context(grey)],
  };
}
