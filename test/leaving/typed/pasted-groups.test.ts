import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseGroupReference } from '../../../src/leaving/typed/group-id.ts';
import { parseLeaveCommand } from '../../../src/leaving/typed/leave-command-text.ts';
import { parsePastedGroups } from '../../../src/leaving/typed/pasted-groups.ts';
import { passedOverLine } from '../../../src/messages/replies/malformed-input.ts';
import { reportedCase } from '../../cases.ts';
import { anyCodePoint } from '../../suite/any-code-point.ts';
import { referencesIn } from './references-in.ts';

const one = '120363025246125486@g.us';
const two = '447700900123-1587570015@g.us';
const code = 'AbCdEfGh1234IjKlMn5678';
const link = `https://chat.whatsapp.com/${code}`;

const passedOver = (text: string): unknown => {
  const asked = parsePastedGroups(text);
  return asked.kind === 'groups' ? asked.passedOver : asked.kind;
};
const textOf = (id: string): string => reportedCase<{ readonly text: string }>(id).input.text;

describe('what people paste', () => {
  test('a mail: the one group, and the other words counted', () => {
    const mail = textOf('mail-of-60-words');
    expect(referencesIn(mail)).toEqual([one]);
    expect(passedOver(mail)).toBe(65);
    expect(referencesIn(`${mail}\nada@example.com, +44 7700 900123`)).toEqual([one]);
    expect(passedOverLine(65)).toBe('65 other words were passed over.');
    expect(passedOverLine(1)).toBe('1 other word was passed over.');
    expect(passedOverLine(0)).toBeNull();
  });

  test('WhatsApp’s own share text is its invite', () => {
    expect(referencesIn(textOf('share-text'))).toEqual([code]);
  });

  test('a list as JSON', () => {
    expect(referencesIn(textOf('json-array'))).toEqual([one, '120363025246125487@g.us']);
    expect(referencesIn('[120363025246125486, 120363025246125487]')).toEqual([
      one,
      '120363025246125487@g.us',
    ]);
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
      expect(referencesIn(text)).toEqual([one, two]);
      expect(passedOver(text)).toBe(0);
    }
  });

  test('the parent is not taken from a list that was cut, from YAML or a table either', () => {
    const parent = '120363000000000001@g.us';
    expect(referencesIn(`{"jid":"${one}","linkedParentJid":"${parent}","na`)).toEqual([one]);
    expect(referencesIn(`jid: ${one}\nlinkedParentJid: ${parent}`)).toEqual([one]);
    expect(referencesIn(`name;linkedParentJid;jid\nChess;${parent};${one}\n`)).toEqual([one]);
  });

  test('the app’s own CSV, silently', () => {
    expect(referencesIn(textOf('own-csv'))).toEqual([one]);
    expect(passedOver(textOf('own-csv'))).toBe(0);
  });

  test('a table whose id is not in front, with quotes, lines of Windows and words around it', () => {
    const table = `name,members,group id\r\n"Choir, the old one",5,${one}\r\nChess,9,${two}\r\nThanks, Ada\r\n`;
    expect(referencesIn(table)).toEqual([one, two]);
    expect(passedOver(table)).toBe(2);
    expect(referencesIn(`Group ID\n${one}\n${two}`)).toEqual([one, two]);
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
    expect(referencesIn(text)).toEqual([one]);
  });

  test.each([`${one}；${two}`, `${one}、${two}`, `${one}|${two}`, `${one}\u2003${two}`, `(${one},${two})`])(
    '%j are two',
    (text) => expect(referencesIn(text)).toEqual([one, two]),
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
    expect(referencesIn(text)).toEqual([code]);
  });

  test('marks of a script from right to left are nothing', () => {
    expect(parseGroupReference(textOf('rtl-marks-id'))).toEqual({ kind: 'group', groupId: one });
  });

  test.each(['1.20363E+17', '1,20363E+17', '1.20363025246125E+17', '1.2E17'])(
    '%j was rounded by a spreadsheet, and is told as such',
    (text) => {
      expect(referencesIn(text)).toEqual(['rounded']);
      expect(referencesIn(`id;name\n${text};Chess`)).toEqual(['rounded']);
      expect(referencesIn(`${one} and ${text}`)).toEqual([one, 'rounded']);
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
    expect(referencesIn('padel')).toBe('padel');
    expect(referencesIn(' padel \u200b  tuesdays\n')).toBe('padel tuesdays');
    expect(referencesIn('“Client 021”')).toBe('“Client 021”');
    expect(referencesIn('Donaudampfschiffahrten')).toBe('Donaudampfschiffahrten');
    expect(referencesIn('ada@example.com')).toBe('ada@example.com');
  });

  test('what is surely something else is told, also alone', () => {
    expect(referencesIn('447700900123')).toEqual(['phone-number']);
    expect(referencesIn('447700900123@s.whatsapp.net')).toEqual(['person']);
    expect(referencesIn(`please ${one} not https://whatsapp.com/channel/0029Va`)).toEqual([
      one,
      'channel-link',
    ]);
    expect(referencesIn('https://chat.whatsapp.com/AbCdEf')).toEqual(['incomplete-invite']);
    expect(referencesIn(`447700900123@c.us ${one}`)).toEqual([one]);
  });

  test('at most ten near misses are told one by one', () => {
    const many = Array.from({ length: 30 }, (_, index) => `1203630252461${10 + index}`).join(' ');
    expect(referencesIn(many)).toHaveLength(10);
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
