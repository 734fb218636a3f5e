import { describe, expect, test } from '@jest/globals';
import { parsePastedGroups } from '../../../src/leaving/typed/pasted-groups.ts';
import { cleanPastedText } from '../../../src/leaving/typed/pasted-text.ts';

const idOf = (at: number) => `1203630252461${String(10_000 + at)}@g.us`;
const code = 'AbCdEfGh1234IjKlMn5678';
const link = `https://chat.whatsapp.com/${code}`;
const ids = (count: number) => Array.from({ length: count }, (_, at) => idOf(at)).join(' ');
const read = (text: string) => parsePastedGroups(text);
const kindsOf = (text: string) => {
  const asked = read(text);
  return asked.kind === 'groups' ? asked.references.map(({ reference }) => reference.kind) : asked.kind;
};

describe('the borders of what is pasted', () => {
  test('20,000 characters are read, one more is too long', () => {
    expect(read(idOf(1).padEnd(20_000)).kind).toBe('groups');
    expect(read(idOf(1).padEnd(20_001))).toEqual({ kind: 'too-long' });
  });

  test('fifty groups are taken, one more is too many, and the same one again is none more', () => {
    expect(read(`${ids(50)} ${idOf(7)}`)).toMatchObject({ kind: 'groups', references: { length: 50 } });
    expect(read(ids(51))).toMatchObject({ kind: 'too-many', count: 51, references: { length: 51 } });
  });

  test('ten near misses are told, the others counted', () => {
    const nearly = Array.from({ length: 11 }, (_, at) => `120363025${at}`).join(' ');
    expect(read(nearly)).toMatchObject({ kind: 'groups', references: { length: 10 }, passedOver: 1 });
    expect(read(`${idOf(1)} ${nearly}`)).toMatchObject({ references: { length: 11 }, passedOver: 1 });
    const people = Array.from({ length: 12 }, (_, at) => `447700900${100 + at}@c.us`).join(' ');
    expect(read(people)).toMatchObject({ kind: 'groups', references: { length: 10 }, passedOver: 2 });
  });

  test('words are searched for by their first 200 characters, and no half one', () => {
    expect(read(` the \n choir\u200b `)).toEqual({ kind: 'find', words: 'the choir' });
    expect(read('x'.repeat(200))).toEqual({ kind: 'find', words: 'x'.repeat(200) });
    expect(read('x y '.repeat(51))).toEqual({ kind: 'find', words: 'x y '.repeat(50) });
    expect(read(`${'x '.repeat(99)}x\u{1f600}`)).toEqual({
      kind: 'find',
      words: `${'x '.repeat(99)}x\ufffd`,
    });
  });

  test('numbers and addresses of something else are told, beside words too', () => {
    expect(read('+447700900123')).toMatchObject({
      references: [{ reference: { why: 'phone-number' } }],
      passedOver: 0,
    });
    expect(read('+447700900123 +447700900123')).toMatchObject({ references: { length: 1 }, passedOver: 1 });
    expect(read('+447700900123 choir')).toEqual({ kind: 'find', words: '+447700900123 choir' });
    expect(read('447700900123@c.us choir')).toMatchObject({
      references: [{ reference: { why: 'person' } }],
      passedOver: 1,
    });
    expect(read('... ;')).toEqual({ kind: 'ask' });
  });

  test('an address within an autolink is no autolink of its own', () => {
    const typed = `https://example.test/?tel:${idOf(1)}`;
    expect(cleanPastedText(`<MAILTO:${idOf(1)}|someone>`)).toBe(idOf(1));
    expect(cleanPastedText(`<${typed}|a label>`)).toBe(typed);
  });

  test('an id with spaces inside is one in capitals too', () => {
    const reference = { kind: 'malformed', why: 'spaces-inside' };
    for (const end of ['@g.us', '@G.US'])
      expect(read(`12036 30252461 10001${end}`)).toMatchObject({ references: [{ reference }] });
  });

  test('numbers of a list are no words, other words are counted', () => {
    expect(read(`1 ${idOf(1)} 23. 456 ${idOf(2)}`)).toMatchObject({ passedOver: 0 });
    expect(read(`1234 ${idOf(1)} 1.. a1`)).toMatchObject({ passedOver: 3 });
  });
});

describe('records', () => {
  test('count nothing beside their groups, and leave their own invites', () => {
    expect(read(`{"jid":"${idOf(1)}","inviteCode":"${code}","name":"The choir"}`)).toMatchObject({
      references: [{ reference: { kind: 'group' } }],
      passedOver: 0,
    });
    expect(kindsOf(` [ "${idOf(1)}", "${link}" ] `)).toEqual(['group', 'invite']);
    expect(kindsOf(`["${idOf(1)}", "${link.replace('whatsapp', 'WhatsApp')}"]`)).toEqual(['group', 'invite']);
    expect(kindsOf(`{"code":"${code}"}`)).toEqual(['invite']);
  });

  test('begin and end as such: a list within a sentence is a sentence', () => {
    expect(read(`please [${idOf(1)}]`)).toMatchObject({ passedOver: 1 });
    expect(read(`[${idOf(1)}] please`)).toMatchObject({ passedOver: 1 });
    expect(kindsOf(`please [${idOf(1)} ${code}]`)).toEqual(['group', 'invite']);
  });

  test.each(['linkedParentJid', 'linked_parent', 'parentGroupId', 'PARENT_ID', 'communityJid', 'community'])(
    'the community under %s is no group of its own',
    (field) => {
      expect(kindsOf(`{"jid":"${idOf(1)}","${field}":"${idOf(2)}"}`)).toEqual(['group']);
      expect(kindsOf(`jid=${idOf(1)} ${field} = ${idOf(2)}`)).toEqual(['group']);
    },
  );

  test('channels are told as near misses, people beside a group are passed over', () => {
    expect(kindsOf(`${idOf(1)} 1203@newsletter whatsapp.com/channel/x`)).toEqual([
      'group',
      'not-a-group',
      'not-a-group',
    ]);
    expect(read(`${idOf(1)} 447700900123@c.us`)).toMatchObject({ references: { length: 1 }, passedOver: 1 });
  });
});
