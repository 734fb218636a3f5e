import { ChannelId, SessionId } from '../../src/leaving/ids.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import type { Names } from '../../src/messages/audit/change-words.ts';
import { mei, nameOf, sessionId } from './requests.ts';

export const settings: WorkspaceSettings = {
  leavers: 'admins',
  othersMayAsk: false,
  holdSeconds: 5,
  gapSeconds: { from: 20, to: 45 },
  channels: [],
  channelSessions: [],
  protectedGroups: [],
  approval: { needed: 0, overGroups: 0, minutes: 15 },
  dailyCap: null,
  stoppedBy: null,
};

export const otherSessionId = SessionId.parse('7777aaaa-1111-4222-8333-444455556666');

export const fullSettings: WorkspaceSettings = {
  ...settings,
  leavers: { users: [mei], userGroups: [] },
  othersMayAsk: true,
  channels: [ChannelId.parse('C0CLIENTS'), ChannelId.parse('C0SALES')],
  channelSessions: [{ channelId: ChannelId.parse('C0SALES'), sessionIds: [otherSessionId] }],
  protectedGroups: ['*board*', '120363025246110000@g.us', 'Café <Board> _x_'],
  approval: { needed: 2, overGroups: 5, minutes: 60 },
  dailyCap: 40,
};

export const names: Names = {
  nameOf,
  numberOf: (id) => (id === sessionId ? '+44 7700 900123 · Sales UK' : '+1 202 555 0123 · Support'),
};
