import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GroupReference, parseGroupReference } from '../../../src/leaving/typed/group-id.ts';
import { parseSessionId } from '../../../src/leaving/typed/session-id.ts';
import { badReferenceWords, malformedSessionWords } from '../../../src/messages/replies/malformed-input.ts';
import { anyCodePoint } from '../../suite/any-code-point.ts';

interface GroupRow {
  readonly input: string;
  readonly kind: 'jid' | 'invite' | 'not-a-group' | 'malformed';
  readonly normalized?: string;
  readonly inviteCode?: string;
  readonly why: string;
}
const fixture = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/wasend/${name}`, import.meta.url), 'utf8'));
const groupRows = fixture<GroupRow>('group-ids.json');
const sessionRows = fixture<{ input: string; valid: boolean; normalized?: string; why: string }>(
  'session-ids.json',
);

const pieces = fc.constantFrom(
  '120363025246125486',
  '@g.us',
  '447700900123-1587570015',
  '<mailto:',
  '|',
  '>',
  'https://chat.whatsapp.com/',
  'AbCdEfGh1234IjKlMn5678',
  '&amp;',
  '&lt;',
  '%40',
  '"',
  '`',
  ',',
  ';',
  '.',
  '\u200b',
  '\u202a',
  ' ',
  '-',
  '1203',
);
const nearly = fc.oneof(
  fc.string({ unit: anyCodePoint }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
);

describe('parseGroupReference', () => {
  test.each(groupRows)('$input: $why', (row) => {
    const reference = parseGroupReference(row.input);
    if (row.kind === 'jid') expect(reference).toEqual({ kind: 'group', groupId: row.normalized });
    else if (row.kind === 'invite') expect(reference).toEqual({ kind: 'invite', code: row.inviteCode });
    else expect(reference.kind).toBe(row.kind);
  });

  test.each(Object.entries({ ...badReferenceWords, ...malformedSessionWords }))(
    '%s is told in whole sentences',
    (_, sentence) => expect(sentence).toMatch(/^[A-Z].+\.$/),
  );

  test('never throws, and reads its own output the same', () => {
    fc.assert(
      fc.property(nearly, (input) => {
        const reference = parseGroupReference(input);
        const own = outputOf(reference);
        if (own !== null) expect(parseGroupReference(own)).toEqual(reference);
      }),
      { numRuns: 3_000 },
    );
  });

  test('refuses 40 kB of anything before a pattern looks at it', () => {
    for (const unit of ['1', '<', 'a@g.us ', '-', '\u200b', '&amp;', '😀', '"', ',', '<mailto:']) {
      const input = unit.repeat(Math.ceil(40_000 / unit.length));
      expect(parseGroupReference(input)).toMatchObject({
        kind: 'malformed',
        why: 'too-long',
      });
    }
  });
});

function outputOf(reference: GroupReference): string | null {
  if (reference.kind === 'group') return reference.groupId;
  return reference.kind === 'invite' && /[a-z]/.test(reference.code) && /[A-Z]/.test(reference.code.slice(1))
    ? reference.code
    : null;
}

describe('parseSessionId', () => {
  test.each(sessionRows)('$input: $why', ({ input, valid, normalized }) => {
    const session = parseSessionId(input);
    if (valid) expect(session).toEqual({ kind: 'session', sessionId: normalized ?? input });
    else expect(session.kind).toBe('malformed');
  });

  test('never throws, and reads its own output the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint }), (input) => {
        const session = parseSessionId(input);
        if (session.kind === 'session') expect(parseSessionId(session.sessionId)).toEqual(session);
      }),
    );
  });
});
