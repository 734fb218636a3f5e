import { describe, expect, test } from '@jest/globals';
import { parseApiKey } from '../../../src/leaving/typed/api-key.ts';
import { idColumnsOnly } from '../../../src/leaving/typed/csv-columns.ts';
import { parseGroupReference } from '../../../src/leaving/typed/group-id.ts';
import { parseLeaveCommand } from '../../../src/leaving/typed/leave-command-text.ts';
import { cleanPastedText, unescapeEntities } from '../../../src/leaving/typed/pasted-text.ts';
import { sortReferences } from '../../../src/leaving/typed/references.ts';
import { parseSessionId } from '../../../src/leaving/typed/session-id.ts';

const digits = (length: number) => '1'.repeat(length);
const code = 'AbCdEfGh1234IjKlMn5678';
const modern = '120363025246125486';

/** The id, the code, or why it is none. */
function read(input: string): string {
  const reference = parseGroupReference(input);
  switch (reference.kind) {
    case 'group':
      return reference.groupId + (reference.doubt === undefined ? '' : ` ${reference.doubt}`);
    case 'invite':
      return reference.code;
    case 'not-a-group':
    case 'malformed':
      return reference.why;
  }
}

describe('the borders of a group id', () => {
  test.each([
    // with its server
    [`${digits(10)}@g.us`, `${digits(10)}@g.us`],
    [`${digits(9)}@g.us`, 'no-group-number'],
    [`${digits(20)}@g.us`, `${digits(20)}@g.us`],
    [`${digits(21)}@g.us`, 'no-group-number'],
    [`0${digits(17)}@g.us`, 'no-group-number'],
    [`${modern}@G.US`, `${modern}@g.us`],
    [`${modern}@g.us.x`, 'more-than-an-id'],
    [`x${modern}@g.us`, 'no-group-number'],
    // old ones
    ['11111-11111111@g.us', '11111-11111111@g.us'],
    ['1111-11111111@g.us', 'no-group-number'],
    [`${digits(15)}-${digits(11)}@g.us`, `${digits(15)}-${digits(11)}@g.us`],
    [`${digits(16)}-${digits(11)}@g.us`, 'no-group-number'],
    [`${digits(15)}-${digits(12)}@g.us`, 'no-group-number'],
    [`${digits(15)}-${digits(7)}@g.us`, 'no-group-number'],
    [`${digits(12)}–${digits(10)}@g.us`, 'no-plain-hyphen'],
    [`${digits(12)}—${digits(10)}@G.us`, 'no-plain-hyphen'],
    [`${digits(12)}_${digits(10)}@g.us`, 'no-plain-hyphen'],
    [`a@b_c@g.us`, 'no-group-number'],
    // bare
    [modern, `${modern}@g.us`],
    [`${modern}-group`, `${modern}@g.us`],
    [`${modern}-groups`, 'more-than-an-id'],
    [`x${modern}`, 'more-than-an-id'],
    ['1111111-1111111111', '1111111-1111111111@g.us'],
    ['111111-1111111111', 'a-name'],
    [`${digits(15)}-1111111111`, `${digits(15)}-1111111111@g.us`],
    [`${digits(16)}-1111111111`, 'a-name'],
    ['1111111-2111111111', 'a-name'],
    ['1111111-11111111111', 'a-name'],
    // rounded by a spreadsheet
    ['120312345678901000', '120312345678901000@g.us perhaps-rounded'],
    ['120312345678901000@g.us', '120312345678901000@g.us'],
    ['120312345678901001', '120312345678901001@g.us'],
    ['1.20363E+17', 'rounded'],
    ['1,20363e17', 'rounded'],
    ['1E+17', 'rounded'],
    ['1.20363E+27', 'a-name'],
    ['1.20363E+17x', 'a-name'],
    ['x1.20363E+17', 'a-name'],
    ['12.0363E+17', 'a-name'],
    // too few digits, too many
    ['120312345', 'digits-missing'],
    ['1203123456789-group', 'digits-missing'],
    ['12031234567890123', 'digits-missing'],
    ['1203123456789012345', 'no-group-number'],
    ['1203123456', 'digits-missing'],
    ['12031234', 'phone-number'],
    // a phone number
    ['11111', 'phone-number'],
    ['1111', 'a-name'],
    [digits(17), 'phone-number'],
    [digits(18), 'a-name'],
    ['+4915112345678', 'phone-number'],
    ['4915112345678x', 'a-name'],
    // more than one thing
    [`${modern}@g.us and more`, 'more-than-an-id'],
    ['see 1203123456789 there', 'more-than-an-id'],
    ['see 120312345678 there', 'a-name'],
    ['', 'nothing'],
    [' "" ', 'nothing'],
  ])('%j is %s', (input, what) => {
    expect(read(input)).toBe(what);
  });

  test('2,000 characters are read, 2,001 are not', () => {
    expect(read(`${modern}@g.us`.padEnd(2_000))).toBe(`${modern}@g.us`);
    expect(read(`${modern}@g.us`.padEnd(2_001))).toBe('too-long');
  });
});

describe('the borders of an invite', () => {
  test.each([
    [`https://chat.whatsapp.com/${code}`, code],
    [`HTTP://CHAT.WHATSAPP.COM/${code}`, code],
    [`chat.whatsapp.com/INVITE/${code}`, code],
    [`chat.whatsapp.com/accept/${code}/x`, code],
    [`chat.whatsapp.com/${code}&x`, code],
    [`xchat.whatsapp.com/${code}`, 'a-name'],
    [`chat.whatsapp.com/${code}x`, 'incomplete-invite'],
    [`chat.whatsapp.com/${code} x`, 'incomplete-invite'],
    [`chat.whatsapp.com/${code.slice(1)}`, 'incomplete-invite'],
    [`WhatsApp://chat?code=${code}`, code],
    [`whatsapp://chat/?code=${code}#x`, code],
    [`whatsapp://chat/?code=${code}x`, 'incomplete-invite'],
    [`x whatsapp://chat/?code=${code}`, 'incomplete-invite'],
    [`https://WEB.whatsapp.com/accept?code=${code}`, code],
    [`chat.whatsapp.com/accept/?code=${code}&x`, code],
    [`web.whatsapp.com/accept?code=${code}x`, 'incomplete-invite'],
    [`x web.whatsapp.com/accept?code=${code}`, 'incomplete-invite'],
    ['web.whatsapp.com', 'incomplete-invite'],
    [code, code],
    [`${code}1`, 'no-invite-code'],
    [code.slice(1), 'no-invite-code'],
    ['abcdefgh1234ijklmn5678', 'no-invite-code'],
    ['ABCDEFGH1234IJKLMN5678', 'no-invite-code'],
    ['Abcdefgh1234ijklmn5678', 'no-invite-code'],
    ['a1'.repeat(10), 'no-invite-code'],
    ['a1'.repeat(12), 'no-invite-code'],
    ['a1'.repeat(13), 'a-name'],
    ['a1'.repeat(9), 'a-name'],
    ['ab'.repeat(11), 'a-name'],
    [`${'a1'.repeat(11)}!x`, 'a-name'],
  ])('%j is %s', (input, what) => {
    expect(read(input)).toBe(what);
  });
});

describe('what of WhatsApp is no group', () => {
  test.each([
    ['1203@newsletter', 'channel'],
    ['1203@NEWSLETTER', 'channel'],
    ['status@Broadcast', 'broadcast'],
    ['4915112345678@S.WhatsApp.net', 'person'],
    ['4915112345678@c.us', 'person'],
    ['4915112345678@hosted', 'person'],
    ['1@LID', 'person'],
    ['1@hosted.lid', 'person'],
    ['1@Bot', 'bot'],
    ['https://www.WhatsApp.com/channel/x', 'channel-link'],
    ['whatsapp.com/channel/x', 'channel-link'],
    ['WA.me/4915112345678', 'person-link'],
    ['https://api.WhatsApp.com/send?phone=1', 'person-link'],
    ['x whatsapp.com/channel/x', 'a-name'],
    ['x wa.me/1', 'a-name'],
    ['1@newsletter.x', 'a-name'],
    ['1@broadcast.x', 'a-name'],
    ['1@c.us.x', 'a-name'],
    ['1@lid.x', 'a-name'],
    ['1@bot.x', 'a-name'],
  ])('%j is %s', (input, what) => {
    expect(read(input)).toBe(what);
  });
});

describe('what is taken off a pasted id', () => {
  test.each([
    ['<MAILTO:a@b|c>', 'a@b'],
    ['<tel:1>', '1'],
    ['<@U1>', 'U1'],
    ['<x', 'x'],
    ['x>', 'x'],
    ['"<mailto:a@b>"', 'a@b'],
    ['jid: a', 'a'],
    ["'jid': a", 'a'],
    ['jid=a', 'a'],
    ['https://a', 'https://a'],
    [`${'a'.repeat(20)}:b`, 'b'],
    [`${'a'.repeat(21)}:b`, `${'a'.repeat(21)}:b`],
    ['1) a', 'a'],
    ['123. a', 'a'],
    ['1234. a', '1234. a'],
    ['1.123456789', '123456789'],
    ['1.12345678', '1.12345678'],
    ['1.123456789E+17', '1.123456789E+17'],
    ['a%40b%40c', 'a@b%40c'],
    ['&lt;a&gt;', 'a'],
    ['- a -', '- a'],
    ['+1', '+1'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanPastedText(text)).toBe(clean);
  });

  test('entities', () => {
    expect(unescapeEntities('&lt;&lt;&gt;&gt;&quot;&quot;&amp;&amp;')).toBe('<<>>""&&');
  });
});

describe('the column that names the group', () => {
  const one = `${modern}@g.us`;
  test.each(['groupId', 'group_jid', 'JID', 'chat-id', 'id', 'Invite Link', 'invite', '"link"', '\u200bid'])(
    'under %j',
    (heading) => {
      expect(idColumnsOnly(`name,${heading}\nx,${one}`)).toBe(one);
    },
  );

  test.each<[string, string, string]>([
    ['the surer heading', `id,jid\nx,${one}`, one],
    ['the first of two that are alike', `id,id\n${one},x`, one],
    ['tabs before semicolons', `a;b\tid\nx;y\t${one}`, one],
    ['semicolons before commas', `a,b;id\nx,y;${one}`, one],
    ['a column alone', `id\n${one}`, one],
    ['no heading, the first cell', `${one},x`, one],
    ['no heading, one cell', one, one],
    ['no heading, a second group', `${one},${one}`, `${one},${one}`],
    ['no heading, what may be a group', `${one},see 1203123456`, `${one},see 1203123456`],
    ['no heading, what may be an invite', `${one};CHAT.whatsapp.com/x`, `${one};CHAT.whatsapp.com/x`],
    ['no heading, nothing that is a group', 'a,b', 'a,b'],
    ['a line beside the table', `id\n${one}\nthanks, Ada`, `${one}\nthanks, Ada`],
    ['a delimiter in quotes', `name,id\n"a,b",${one}`, one],
    ['lines of every kind', `id\r\n${one}\r${one}\u2028${one}`, `${one}\n${one}\n${one}`],
  ])('%s', (_, text, kept) => {
    expect(idColumnsOnly(text)).toBe(kept);
  });
});

describe('other things that are typed', () => {
  test.each([
    [' wk_1 ', 'wk_1'],
    ['', 'nothing'],
    [' ', 'nothing'],
    ['Bearer wk_1', 'bearer'],
    ['bearer', 'bearer'],
    ['wk_bearer', 'wk_bearer'],
    ['bearers', 'bearers'],
    ['wk 1', 'not-ascii'],
    ['wk_é', 'not-ascii'],
    ['éwk_', 'not-ascii'],
    ['"wk_1', 'not-ascii'],
    ['wk_1`', 'not-ascii'],
    ["wk'1", "wk'1"],
    ['!~', '!~'],
  ])('the key %j is %s', (input, what) => {
    const key = parseApiKey(input);
    expect(key.kind === 'key' ? key.apiKey : key.why).toBe(what);
  });

  test.each([
    [' s ', 's'],
    ['s'.repeat(128), 's'.repeat(128)],
    ['s'.repeat(129), 'no-session-id'],
    ['s'.padEnd(1_000), 's'],
    ['s'.padEnd(1_001), 'no-session-id'],
    ['.s', 'no-session-id'],
    ['s/', 'no-session-id'],
    ['a.b_c-d', 'a.b_c-d'],
    ['Sessions', 'word-of-the-api'],
    ['contacts', 'word-of-the-api'],
    ['account', 'word-of-the-api'],
    ['messages', 'word-of-the-api'],
    ['send', 'word-of-the-api'],
  ])('the session %j is %s', (input, what) => {
    const session = parseSessionId(input);
    expect(session.kind === 'session' ? session.sessionId : session.why).toBe(what);
  });

  test.each<[string, string]>([
    ['/wasend-leave status', 'status'],
    [' \u200b/wasend-leave\nstatus', 'status'],
    ['/wasend-leaves status', 'find'],
    ['status please', 'status'],
    ['status now', 'find'],
    ['my status', 'find'],
    ['help me please', 'help'],
    ['help them', 'find'],
    ['?', 'help'],
    ['？', 'help'],
    ['!', 'ask'],
    ['stopall', 'stop-all'],
    ['stop everything now please', 'stop-all'],
    ['STOP ALL of it!', 'stop-all'],
    ['stop all of them', 'stop-all'],
    ['stop all my groups', 'stop-what'],
    ['please stop all', 'find'],
    ['stop', 'stop-what'],
    ['stopping', 'find'],
    ['histories', 'find'],
    ['history', 'history'],
    ['history of', 'history-of-what'],
    ['history <@W012>', 'history'],
    ['history <@X012>', 'history-of-what'],
    ['history <@U012|a> and b', 'history-of-what'],
    ['history <@U012|a>.', 'history'],
  ])('%j is %s', (text, kind) => {
    expect(parseLeaveCommand(text).kind).toBe(kind);
  });

  test('a long text is never a word of command', () => {
    expect(parseLeaveCommand('status'.padEnd(2_000)).kind).toBe('status');
    expect(parseLeaveCommand('status'.padEnd(2_001)).kind).not.toBe('status');
  });

  test('references are sorted, each kind in its order, and what is in doubt is in both', () => {
    const typed = [code, modern, 'x@bot', '120312345678901000', 'x'].map((one) => ({
      typed: one,
      reference: parseGroupReference(one),
    }));
    expect(sortReferences(typed)).toEqual({
      groupIds: [`${modern}@g.us`, '120312345678901000@g.us'],
      invites: [{ typed: code, code }],
      bad: [
        { typed: 'x@bot', why: 'bot' },
        { typed: '120312345678901000', why: 'perhaps-rounded' },
        { typed: 'x', why: 'a-name' },
      ],
    });
  });
});
