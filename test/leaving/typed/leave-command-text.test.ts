import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLeaveCommand } from '../../../src/leaving/typed/leave-command-text.ts';
import { anyCodePoint } from '../../suite/any-code-point.ts';

const groupId = '120363025246125486@g.us';
const other = '447700900123-1587570015@g.us';
const link = 'https://chat.whatsapp.com/AbCdEfGh1234IjKlMn5678';

const kindsOf = (text: string): unknown => {
  const command = parseLeaveCommand(text);
  return command.kind === 'groups' ? command.references.map(({ reference }) => reference.kind) : command.kind;
};

describe('parseLeaveCommand', () => {
  test.each(['', '  ', '\n', ',;'])('%j asks for the groups', (text) => {
    expect(parseLeaveCommand(text)).toEqual({ kind: 'ask' });
  });

  test.each(['help', 'HELP', ' Help ', '?', 'Help me!', 'help please 🙏'])('%j is help', (text) => {
    expect(parseLeaveCommand(text)).toEqual({ kind: 'help' });
  });

  test.each([
    ['status', { kind: 'status' }],
    ['history', { kind: 'history', filter: { kind: 'all' } }],
    ['History <@U012ABC|bob>', { kind: 'history', filter: { kind: 'person', userId: 'U012ABC' } }],
    [`history ${groupId}`, { kind: 'history', filter: { kind: 'group', groupId } }],
    ['history the choir', { kind: 'history-of-what', typed: 'the choir' }],
  ])('%j', (text, command) => {
    expect(parseLeaveCommand(text)).toEqual(command);
  });

  test.each([' ', ',', ', ', ';', '\n', '\t', ' ,\n'])('groups may be separated by %j', (separator) => {
    expect(kindsOf([groupId, other, link].join(separator))).toEqual(['group', 'group', 'invite']);
  });

  test('Slack’s own markup is one piece, also with a space in its label', () => {
    expect(kindsOf(`<mailto:${groupId}|my group> <${link}|an invite, really>`)).toEqual(['group', 'invite']);
  });

  test('the same group in two spellings counts once', () => {
    expect(kindsOf(`${groupId} <mailto:${groupId}|${groupId}> 120363025246125486`)).toEqual(['group']);
  });

  test('what is nearly a group stays in its place, with what was typed; words are counted', () => {
    const command = parseLeaveCommand(`${groupId} choir 12036302524612548 please`);
    expect(command).toMatchObject({
      references: [
        {},
        { typed: '12036302524612548', reference: { kind: 'malformed', why: 'digits-missing' } },
      ],
      passedOver: 2,
    });
  });

  test('fifty different groups are taken, fifty-one are not', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => `1203630000000000${10 + index}@g.us`);
    expect(kindsOf(many(50).join(' '))).toHaveLength(50);
    expect(parseLeaveCommand(many(51).join(' '))).toMatchObject({ kind: 'too-many', count: 51 });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 300 }), (text) => void parseLeaveCommand(text)),
    );
  });
});
