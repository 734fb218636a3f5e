import { describe, expect, test } from '@jest/globals';
import { parseLeaveCommand } from '../../../src/leaving/typed/leave-command-text.ts';
import { reportedCase } from '../../cases.ts';

const one = '120363025246125486@g.us';

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
