import type { Note, NoteEvent, NoteOf } from '../../leaving/notes.ts';
import { countOf, someOf } from '../block-kit/counts.ts';
import { groupNameAndEnd } from '../block-kit/group-name.ts';
import { type Line, line, marked } from '../block-kit/marks.ts';
import { fallbackOf, type PlainMessage } from '../block-kit/message.ts';
import { context, sections } from '../block-kit/mrkdwn.ts';
import { personName } from '../block-kit/people.ts';
import { inPlace } from '../block-kit/places.ts';
import { capital } from '../block-kit/sentences.ts';
import { stranger } from '../block-kit/strangers.ts';
import { ruleWords } from '../replies/rule-words.ts';
import { changeLine, type Names } from './change-words.ts';
import { sealWords } from './seal-words.ts';

const mostGroupsNamed = 10;

/** What the audit channel hears beside requests: refused asks, changed rules, a shortened record. */
export function noteMessage({ event, seal }: Note, names: Names): PlainMessage {
  const { lines, grey } = partsOf(event, names);
  const last = [...grey, sealWords(seal)].join(' · ');
  return {
    text: fallbackOf([...lines, line(null, last)]),
    blocks: [...sections(lines.map(marked)), context(last)],
  };
}

function partsOf(
  event: NoteEvent,
  names: Names,
): { readonly lines: readonly Line[]; readonly grey: readonly string[] } {
  switch (event.type) {
    case 'ask-refused':
      return { lines: refusedLines(event, names), grey: refusedGrey(event, names) };
    case 'settings-changed': {
      const by = event.by === null ? 'whoever runs this app' : personName(event.by, names.nameOf);
      const changes = event.changes.map((change) => line(null, changeLine(change, names)));
      const [only] = event.changes;
      if (event.changes.length === 1 && only?.what === 'stoppedBy') {
        const did = only.after === null ? 'lifted the stop of everything' : 'stopped everything';
        return { lines: [line(null, capital(`${by} has ${did}`))], grey: [] };
      }
      return { lines: [line(null, `Settings changed by ${by}`), ...changes], grey: [] };
    }
    case 'pruned':
      return {
        lines: [
          line(
            null,
            `The oldest ${countOf(event.entries, 'entry').replace('entrys', 'entries')} of the record were removed, up to ledger ${event.through}`,
          ),
        ],
        grey: [`their last hash ${event.lastHash.slice(0, 8)}`],
      };
  }
}

function refusedGrey({ channelId, sessionId }: NoteOf<'ask-refused'>, { numberOf }: Names): string[] {
  const number = sessionId === undefined ? [] : [stranger(numberOf(sessionId), 80)];
  return [...number, inPlace(channelId), 'Wasend was not asked'];
}

function refusedLines({ by, groups, rule, what }: NoteOf<'ask-refused'>, { nameOf }: Names): Line[] {
  const who = personName(by, nameOf);
  const named = someOf(
    groups.map((group) => groupNameAndEnd(group, 60)),
    mostGroupsNamed,
  );
  const refused = groups.length === 0 ? 'what was asked for' : `leaving ${named}`;
  return [
    line('refused', `Refused to ${who}: ${what === 'stop-all' ? 'stopping everything' : refused}`),
    line(null, `Why: ${ruleWords[rule]}.`),
  ];
}
