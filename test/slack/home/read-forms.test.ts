import { describe, expect, test } from '@jest/globals';
import { ChannelId, UserGroupId, UserId } from '../../../src/leaving/ids.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import { fieldFaults } from '../../../src/messages/home/forms/field-faults.ts';
import { patternsShown } from '../../../src/messages/home/forms/safety-form.ts';
import { fieldIds } from '../../../src/messages/ids.ts';
import type { FormRead } from '../../../src/slack/home/forms/form-fields.ts';
import { readChannelSessionsForm } from '../../../src/slack/home/forms/read-channel-sessions-form.ts';
import { readPaceForm } from '../../../src/slack/home/forms/read-pace-form.ts';
import { readSafetyForm } from '../../../src/slack/home/forms/read-safety-form.ts';
import { readWhoForm } from '../../../src/slack/home/forms/read-who-form.ts';
import { plainSettings } from '../../leaving/plain-settings.ts';

const chosen = (value: string) => ({ selected_option: { value } });
const typed = (value: string | null) => ({ value });
const fields = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));

function settingsOf(read: FormRead): WorkspaceSettings {
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.errors));
  return read.after;
}

const errorsOf = (read: FormRead) => (read.kind === 'wrong' ? read.errors : {});

describe('who and where', () => {
  const who = (changes: Readonly<Record<string, unknown>> = {}) =>
    fields({
      [fieldIds.leavers]: chosen('named'),
      [fieldIds.people]: { selected_users: ['U0MEI'] },
      [fieldIds.userGroups]: { selected_options: [{ value: 'S0LEADS' }] },
      [fieldIds.others]: chosen('no'),
      [fieldIds.where]: chosen('only'),
      [fieldIds.channels]: { selected_conversations: ['C0SALES'] },
      ...changes,
    });

  test('reads people, user groups and channels, and leaves everything else as it is', () => {
    const before = { ...plainSettings, protectedGroups: ['*board*'], dailyCap: 7 };
    expect(settingsOf(readWhoForm(who(), before))).toEqual({
      ...before,
      leavers: { users: ['U0MEI'], userGroups: ['S0LEADS'] },
      channels: ['C0SALES'],
    });
  });

  test('“any” and “admins” forget what stands in the fields beside them', () => {
    const values = who({ [fieldIds.leavers]: chosen('admins'), [fieldIds.where]: chosen('any') });
    expect(settingsOf(readWhoForm(values, plainSettings))).toMatchObject({ leavers: 'admins', channels: [] });
  });

  test('others may ask where that is chosen', () => {
    const read = readWhoForm(who({ [fieldIds.others]: chosen('ask') }), plainSettings);
    expect(settingsOf(read).othersMayAsk).toBe(true);
    expect(settingsOf(readWhoForm(who(), { ...plainSettings, othersMayAsk: true })).othersMayAsk).toBe(false);
  });

  test('nobody named and no channel chosen are faults: emptiness never means everything', () => {
    const values = who({
      [fieldIds.people]: { selected_users: [] },
      [fieldIds.userGroups]: { selected_options: [] },
      [fieldIds.channels]: { selected_conversations: [] },
    });
    expect(errorsOf(readWhoForm(values, plainSettings))).toEqual({
      [fieldIds.people]: fieldFaults.nobody,
      [fieldIds.channels]: fieldFaults.noChannel,
    });
  });

  test('where Slack could not list the user groups, those that were chosen stay', () => {
    const groups = [UserGroupId.parse('S0OLD')];
    const before = { ...plainSettings, leavers: { users: [UserId.parse('U0OLD')], userGroups: groups } };
    const { [fieldIds.userGroups]: _, ...values } = who({ [fieldIds.people]: { selected_users: [] } });
    expect(settingsOf(readWhoForm(values, before)).leavers).toEqual({ users: [], userGroups: groups });
  });

  test('a hundred and one channels are a fault at the field, not a broken form', () => {
    const channels = Array.from({ length: 101 }, (_, index) => `C0${index}`);
    const values = who({ [fieldIds.channels]: { selected_conversations: channels } });
    expect(errorsOf(readWhoForm(values, plainSettings))).toEqual({
      [fieldIds.channels]: fieldFaults.tooManyChannels,
    });
  });
});

describe('safety', () => {
  const safety = (changes: Readonly<Record<string, unknown>> = {}) =>
    fields({
      [fieldIds.protectedGroups]: typed('*board*\r\n\n  *board*\nFamily '),
      [fieldIds.approvers]: chosen('2'),
      [fieldIds.approvalOver]: typed('10'),
      [fieldIds.approvalMinutes]: typed('60'),
      ...changes,
    });

  test('reads one pattern from each line, each once, and the approvals', () => {
    expect(settingsOf(readSafetyForm(safety(), plainSettings))).toEqual({
      ...plainSettings,
      protectedGroups: ['*board*', 'Family'],
      approval: { needed: 2, overGroups: 10, minutes: 60 },
    });
  });

  test.each([
    ['a pattern of 101 characters', 'x'.repeat(101)],
    ['101 patterns', Array.from({ length: 101 }, (_, index) => `group ${index}`).join('\n')],
  ])('%s is a fault at the field', (_, patterns) => {
    const values = safety({ [fieldIds.protectedGroups]: typed(patterns) });
    expect(errorsOf(readSafetyForm(values, plainSettings))).toEqual({
      [fieldIds.protectedGroups]: fieldFaults.patterns,
    });
  });

  test.each([
    'https://chat.whatsapp.com/AbCdEfGh1234IjKlMn5678',
    'chat.whatsapp.com/invite/AbCdEfGh1234IjKlMn5678',
    'https://chat.whatsapp.com/AbCd',
  ])('the invite link %s would protect nothing, and is refused', (link) => {
    const values = safety({ [fieldIds.protectedGroups]: typed(`*board*\n${link}`) });
    expect(errorsOf(readSafetyForm(values, plainSettings))).toEqual({
      [fieldIds.protectedGroups]: fieldFaults.invite,
    });
  });

  test.each([
    '12036302524612548',
    '120363025246125486123',
    '1,20363E+17',
    '123@g.us',
    '120363 025246 125486',
    '4915112345678–1600000000@g.us',
    'Order 120363025246125486',
    '4915112345678@c.us',
    '120363025246125486@newsletter',
  ])('%s is nearly an id, would protect nothing, and is refused', (pattern) => {
    const values = safety({ [fieldIds.protectedGroups]: typed(`*board*\n${pattern}`) });
    expect(errorsOf(readSafetyForm(values, plainSettings))).toEqual({
      [fieldIds.protectedGroups]: fieldFaults.nearlyId,
    });
  });

  test.each([
    '120363025246125486@g.us',
    '120363025246125486',
    '"12036302524612548"',
    '4915112345678',
    '2026',
  ])('%s is an id or a name', (pattern) => {
    const values = safety({ [fieldIds.protectedGroups]: typed(pattern) });
    expect(settingsOf(readSafetyForm(values, plainSettings)).protectedGroups).toEqual([pattern]);
  });

  test('a name that could be the code of an invite is a name', () => {
    const values = safety({ [fieldIds.protectedGroups]: typed('OurVeryLongGroupName22') });
    expect(settingsOf(readSafetyForm(values, plainSettings)).protectedGroups).toEqual([
      'OurVeryLongGroupName22',
    ]);
  });

  test('no number and one out of bounds are each told at their field', () => {
    const values = safety({
      [fieldIds.approvalOver]: typed('51'),
      [fieldIds.approvalMinutes]: typed(null),
    });
    expect(errorsOf(readSafetyForm(values, plainSettings))).toEqual({
      [fieldIds.approvalOver]: fieldFaults.number(0, 50),
      [fieldIds.approvalMinutes]: fieldFaults.number(1, 1_440),
    });
  });

  test('patterns that had no room in the box stay protected', () => {
    const patterns = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(95)}`);
    const before = { ...plainSettings, protectedGroups: patterns };
    const shown = patternsShown(patterns);
    expect(shown.length).toBeLessThan(patterns.length);
    expect(shown.join('\n').length).toBeLessThanOrEqual(3_000);
    const sent = safety({ [fieldIds.protectedGroups]: typed(shown.join('\n')) });
    expect(settingsOf(readSafetyForm(sent, before)).protectedGroups).toEqual(patterns);
    const without = safety({ [fieldIds.protectedGroups]: typed(shown.slice(1).join('\n')) });
    expect(settingsOf(readSafetyForm(without, before)).protectedGroups).toEqual(patterns.slice(1));
  });
});

describe('pace', () => {
  const pace = (changes: Readonly<Record<string, unknown>> = {}) =>
    fields({
      [fieldIds.hold]: typed('0'),
      [fieldIds.gap]: typed('20-45'),
      [fieldIds.dailyCap]: typed(null),
      ...changes,
    });

  test.each([
    ['30', { from: 30, to: 30 }],
    [' 20 – 45 ', { from: 20, to: 45 }],
    ['0-3600', { from: 0, to: 3_600 }],
  ])('reads the pause %p', (text, gapSeconds) => {
    expect(settingsOf(readPaceForm(pace({ [fieldIds.gap]: typed(text) }), plainSettings))).toEqual({
      ...plainSettings,
      holdSeconds: 0,
      gapSeconds,
      dailyCap: null,
    });
  });

  test.each(['45-20', '1.5', '-5', '20-3601', '', 'fast'])('%p is no pause', (text) => {
    expect(errorsOf(readPaceForm(pace({ [fieldIds.gap]: typed(text) }), plainSettings))).toEqual({
      [fieldIds.gap]: fieldFaults.gap,
    });
  });

  test('reads the cap, and refuses one of none or too many', () => {
    const cap = (text: string) => readPaceForm(pace({ [fieldIds.dailyCap]: typed(text) }), plainSettings);
    expect(settingsOf(cap('50')).dailyCap).toBe(50);
    for (const text of ['0', '1001', 'x'])
      expect(errorsOf(cap(text))).toEqual({ [fieldIds.dailyCap]: fieldFaults.number(1, 1_000) });
  });
});

describe('the numbers of a channel', () => {
  const bind = (channel: string, sessions: readonly string[]) =>
    fields({
      [fieldIds.boundChannel]: { selected_conversation: channel },
      [fieldIds.boundSessions]: { selected_options: sessions.map((value) => ({ value })) },
    });

  test('binds, binds anew, and lets go', () => {
    const once = settingsOf(readChannelSessionsForm(bind('C0SALES', ['s-1']), plainSettings));
    expect(once.channelSessions).toEqual([{ channelId: 'C0SALES', sessionIds: ['s-1'] }]);
    const anew = settingsOf(readChannelSessionsForm(bind('C0SALES', ['s-2']), once));
    expect(anew.channelSessions).toEqual([{ channelId: 'C0SALES', sessionIds: ['s-2'] }]);
    expect(settingsOf(readChannelSessionsForm(bind('C0SALES', []), anew))).toEqual(plainSettings);
  });

  test('the hundred and first channel is a fault at the field', () => {
    const channelSessions = Array.from({ length: 100 }, (_, index) => ({
      channelId: ChannelId.parse(`C0${index}`),
      sessionIds: [],
    }));
    const read = readChannelSessionsForm(bind('C0NEW', ['s-1']), { ...plainSettings, channelSessions });
    expect(errorsOf(read)).toEqual({ [fieldIds.boundChannel]: fieldFaults.tooManyChannels });
  });
});
