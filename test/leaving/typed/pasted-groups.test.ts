import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseGroupReference } from '../../../src/leaving/typed/group-id.ts';
import { parseLeaveCommand } from '../../../src/leaving/typed/leave-command-text.ts';
import { parsePastedGroups } from '../../../src/leaving/typed/pasted-groups.ts';
import { passedOverLine } from '../../../src/messages/replies/malformed-input.ts';
import { reportedCase } from '../../cases.ts';
import { anyCodePoint } from '../../suite/any-code-point.ts';

const one = '120363025246125486@g.us';
const two = '447700900123-1587570015@g.us';
const code = 'AbCdEfGh1234IjKlMn5678';
const link = `https://chat.whatsapp.com/${code}`;

/** What was taken, as ids, codes and reasons; words alone as they would be searched for. */
const read = (text: string): unknown => {
  const asked = parsePastedGroups(text);
  if (asked.kind === 'find') return asked.words;
  if (asked.kind !== 'groups') return asked.kind;
  return asked.references.map(({ reference }) => {
    if (reference.kind === 'group') return reference.groupId;
    return reference.kind === 'invite' ? reference.code : reference.why;
  });
};
const passedOver = (text: string): unknown => {
  const asked = parsePastedGroups(text);
  return asked.kind === 'groups' ? asked.passedOver : asked.kind;
};
const textOf = (id: string): string => reportedCase<{ readonly text: string }>(id).input.text;

describe('what people paste', () => {
  test('a mail: the one group, and the other words counted', () => {
    const mail = textOf('mail-of-60-words');
    expect(read(mail)).toEqual([one]);
    expect(passedOver(mail)).toBe(65);
    expect(read(`${mail}\nada@example.com, +44 7700 900123`)).toEqual([one]);
    expect(passedOverLine(65)).toBe('65 other words were passed over.');
    expect(passedOverLine(1)).toBe('1 other word was passed over.');
    expect(passedOverLine(0)).toBeNull();
  });

  test('WhatsApp’s own share text is its invite', () => {
    expect(read(textOf('share-text'))).toEqual([code]);
  });

  test('a list as JSON', () => {
    expect(read(textOf('json-array'))).toEqual([one, '120363025246125487@g.us']);
    expect(read('[120363025246125486, 120363025246125487]')).toEqual([one, '120363025246125487@g.us']);
  });

  test('the answer of the API’s own list: each group once, never its community, people or invite code', () => {
    const groups = [
      {
        jid: one,
        id: one,
        name: 'Sales Team, UK',
        linkedParentJid: '120363000000000001@g.us',
        owner: '447700900999@s.whatsapp.net',
        inviteCode: code,
        participants: [{ jid: '447700900123@s.whatsapp.net', lid: '99@lid' }],
      },
      { JID: two, LinkedParentJID: { User: '120363000000000001', Server: 'g.us' } },
    ];
    for (const text of [JSON.stringify(groups), JSON.stringify({ data: { groups } }, null, 2)]) {
      expect(read(text)).toEqual([one, two]);
      expect(passedOver(text)).toBe(0);
    }
  });

  test('the parent is not taken from a list that was cut, from YAML or a table either', () => {
    const parent = '120363000000000001@g.us';
    expect(read(`{"jid":"${one}","linkedParentJid":"${parent}","na`)).toEqual([one]);
    expect(read(`jid: ${one}\nlinkedParentJid: ${parent}`)).toEqual([one]);
    expect(read(`name;linkedParentJid;jid\nChess;${parent};${one}\n`)).toEqual([one]);
  });

  test('the app’s own CSV, silently', () => {
    expect(read(textOf('own-csv'))).toEqual([one]);
    expect(passedOver(textOf('own-csv'))).toBe(0);
  });

  test('a table whose id is not in front, with quotes, lines of Windows and words around it', () => {
    const table = `name,members,group id\r\n"Choir, the old one",5,${one}\r\nChess,9,${two}\r\nThanks, Ada\r\n`;
    expect(read(table)).toEqual([one, two]);
    expect(passedOver(table)).toBe(2);
    expect(read(`Group ID\n${one}\n${two}`)).toEqual([one, two]);
    expect(passedOver(`Group ID\n${one}`)).toBe(0);
  });

  test.each([
    `*${one}*`,
    `_${one}_`,
    `~${one}~`,
    `(${one})`,
    `"${one}"`,
    `['${one}']`,
    `{"jid":"${one}"}`,
    `="120363025246125486"`,
    `=HYPERLINK("${one}")`,
    `1) ${one}`,
    `1)${one}`,
    `1. ${one}`,
    `„${one}“`,
    `‚${one}‘`,
    `${one}!`,
    `${one}:`,
    `• ${one}`,
    `- ${one}`,
    `jid:${one}`,
    `id=${one}`,
    `\`\`\`${one}\`\`\``,
    `> ${one}`,
    `&lt;${one}&gt;`,
    `<mailto:${one}|${one}>`,
    `\u202a${one}\u202c\u200f`,
    `\ufeff${one}`,
    '120363025246125486\u00a0',
    '120363025246125486%40g.us',
  ])('%j is the group', (text) => {
    expect(read(text)).toEqual([one]);
  });

  test.each([`${one}；${two}`, `${one}、${two}`, `${one}|${two}`, `${one}\u2003${two}`, `(${one},${two})`])(
    '%j are two',
    (text) => expect(read(text)).toEqual([one, two]),
  );

  test.each([
    textOf('invite-mode'),
    textOf('invite-accept-slash'),
    `${link}?mode=ac_t`,
    `${link}#x`,
    `${link}/`,
    `https://chat.whatsapp.com/invite/${code}`,
    `whatsapp://chat/?code=${code}`,
    `https://web.whatsapp.com/accept?code=${code}&x=1`,
    `<${link}?mode=gi_t&amp;x=1|chat.whatsapp.com>`,
    `(${link})`,
    `${link}.`,
    code,
  ])('%j is the invite', (text) => {
    expect(read(text)).toEqual([code]);
  });

  test('marks of a script from right to left are nothing', () => {
    expect(parseGroupReference(textOf('rtl-marks-id'))).toEqual({ kind: 'group', groupId: one });
  });

  test.each(['1.20363E+17', '1,20363E+17', '1.20363025246125E+17', '1.2E17'])(
    '%j was rounded by a spreadsheet, and is told as such',
    (text) => {
      expect(read(text)).toEqual(['rounded']);
      expect(read(`id;name\n${text};Chess`)).toEqual(['rounded']);
      expect(read(`${one} and ${text}`)).toEqual([one, 'rounded']);
    },
  );

  test('an id that ends as a spreadsheet leaves it is taken with a doubt; a text is not', () => {
    const asked = parsePastedGroups(textOf('excel-rounded'));
    expect(asked).toMatchObject({
      references: [{ reference: { groupId: '120363025246125000@g.us', doubt: 'perhaps-rounded' } }],
    });
    expect(parseGroupReference('120363025246125000@g.us')).not.toHaveProperty('doubt');
  });

  test('words alone are looked for, also a long German one of 22 letters', () => {
    expect(read('padel')).toBe('padel');
    expect(read(' padel \u200b  tuesdays\n')).toBe('padel tuesdays');
    expect(read('“Client 021”')).toBe('“Client 021”');
    expect(read('Donaudampfschiffahrten')).toBe('Donaudampfschiffahrten');
    expect(read('ada@example.com')).toBe('ada@example.com');
  });

  test('what is surely something else is told, also alone', () => {
    expect(read('447700900123')).toEqual(['phone-number']);
    expect(read('447700900123@s.whatsapp.net')).toEqual(['person']);
    expect(read(`please ${one} not https://whatsapp.com/channel/0029Va`)).toEqual([one, 'channel-link']);
    expect(read('https://chat.whatsapp.com/AbCdEf')).toEqual(['incomplete-invite']);
    expect(read(`447700900123@c.us ${one}`)).toEqual([one]);
  });

  test('at most ten near misses are told one by one', () => {
    const many = Array.from({ length: 30 }, (_, index) => `1203630252461${10 + index}`).join(' ');
    expect(read(many)).toHaveLength(10);
    expect(passedOver(many)).toBe(20);
  });

  test('20,000 characters are read in no time, more not at all', () => {
    for (const unit of [
      '1203',
      '<',
      '{"',
      'linkedParentJid:',
      '",',
      '1,1E',
      'a ',
      '\u200b',
      '((',
      `${one};`,
    ]) {
      const text = unit.repeat(20_000 / unit.length);
      const before = process.cpuUsage();
      parseLeaveCommand(text);
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
    }
    expect(parseLeaveCommand('x'.repeat(20_001))).toEqual({ kind: 'too-long' });
  });

  test('never throws', () => {
    const nearly = fc.array(
      fc.oneof(fc.string({ unit: anyCodePoint }), fc.constantFrom(one, link, '"', '<', ',')),
    );
    fc.assert(fc.property(nearly, (parts) => void parsePastedGroups(parts.join(''))));
  });
});

describe('words of the command, in all the dress of a phone', () => {
  const { command } = reportedCase<{ readonly command: string }>('stop-all-dot').input;

  test.each([
    command,
    'stop all',
    'Stop all!',
    'STOP ALL',
    'STOP  ALL.',
    '“stop all”',
    'stop “all”',
    'stop all 🛑',
    '🛑 Stop all 🛑🛑',
    'stop-all',
    'stopall',
    'stop—all',
    '\u200bstop all',
    '\u200estop\u00a0all',
    'stop\u3000all。',
    '`stop all`',
    '*stop all*',
    'stop all…',
    'stop all now!!',
    'stop everything',
    'ＳＴＯＰ ＡＬＬ',
    '/wasend-leave stop all',
  ])('%j stops everything', (text) => {
    expect(parseLeaveCommand(text)).toEqual({ kind: 'stop-all' });
  });

  test.each([
    ['stop', 'stop-what'],
    ['Stop the choir', 'stop-what'],
    ['stop all hands', 'stop-what'],
    ['Help.', 'help'],
    ['“help”', 'help'],
    ['？', 'help'],
    ['??', 'help'],
    ['Status…', 'status'],
    ['status 📊', 'status'],
    ['\u2028Status', 'status'],
    ['stopwatch fans', 'find'],
    ['help desk', 'find'],
    ['historical society', 'find'],
    ['🛑', 'ask'],
  ])('%j: %s', (text, kind) => {
    expect(parseLeaveCommand(text).kind).toBe(kind);
  });

  test.each([
    ['History.', { kind: 'all' }],
    ['“history”', { kind: 'all' }],
    ['HISTORY 🕰', { kind: 'all' }],
    ['history <@U012ABC|bob>.', { kind: 'person', userId: 'U012ABC' }],
    [`History: (${one})`, { kind: 'group', groupId: one }],
  ])('%j', (text, filter) => {
    expect(parseLeaveCommand(text)).toEqual({ kind: 'history', filter });
  });
});

describe('numbers with spaces inside', () => {
  test.each([
    '12036 3041234567890 @g.us',
    '12036 3041234567890@g.us',
    '1203 6304 1234 5678 90',
    '120363\u00a0041234567890',
    '447700900131 -1587570015@g.us',
    '447700900131 - 1587570015@g.us',
  ])('%j is an id with spaces, and nothing of it is lost', (typed) => {
    expect(parsePastedGroups(typed)).toEqual({
      kind: 'groups',
      references: [{ typed, reference: { kind: 'malformed', why: 'spaces-inside' } }],
      passedOver: 0,
    });
    expect(read(`please leave ${typed} and ${one}`)).toEqual(['spaces-inside', one]);
  });

  test.each(['+44 7700 900123', '+44 (0)7700 900123', '07700 900 123', '447700 900123', '(0151) 123 456-78'])(
    '%j is a phone number',
    (typed) => {
      expect(parsePastedGroups(typed)).toEqual({
        kind: 'groups',
        references: [{ typed, reference: { kind: 'malformed', why: 'phone-number' } }],
        passedOver: 0,
      });
    },
  );

  test.each([
    [`12 ${one}`, [one]],
    [`${one} ${two}`, [one, two]],
    [`5 ${two}`, [two]],
    [`120363025246125486 120363025246125487`, [one, '120363025246125487@g.us']],
    ['12036\n3041234567890@g.us', ['3041234567890@g.us']],
    ['2024 2025', '2024 2025'],
    ['class of 2024 2025 2026', 'class of 2024 2025 2026'],
  ])('%j is none', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('one id alone says it too', () => {
    const spaced = { kind: 'malformed', why: 'spaces-inside' };
    expect(parseGroupReference('12036 3041234567890 @g.us')).toEqual(spaced);
    expect(parseGroupReference(`1${' '.repeat(1_900)}x`)).toMatchObject({ kind: 'malformed' });
  });
});
