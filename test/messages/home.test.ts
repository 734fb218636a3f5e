import { describe, expect, test } from '@jest/globals';
import { channelSessionsForm } from '../../src/messages/home/forms/channel-sessions-form.ts';
import { connectionForm } from '../../src/messages/home/forms/connection-form.ts';
import { whoForm } from '../../src/messages/home/forms/who-form.ts';
import { homeView } from '../../src/messages/home/home.ts';
import { forms, home, homeTab, many, named, sessions } from './families/home.ts';
import { goldenFamily } from './golden.ts';
import { sessionId } from './requests.ts';

describe('the Home tab and its forms', () => {
  goldenFamily('home', homeTab);

  goldenFamily('forms', forms);

  test('what is chosen stays chosen among more user groups than Slack can list', () => {
    const chosen = many.slice(-3).map(({ id }) => id);
    const view = whoForm({
      rules: { ...named, settings: { ...named.settings, leavers: { users: [], userGroups: chosen } } },
      userGroups: many,
    });
    const select = view.blocks.find(({ block_id: id }) => id === 'user_groups');
    expect(select).toMatchObject({
      element: { initial_options: chosen.map((value) => expect.objectContaining({ value })) },
    });
  });

  test('neither the audit channel nor any other can be one that is shared with others', () => {
    const views = [
      whoForm({ rules: named, userGroups: [] }),
      connectionForm({ sessions, sessionId, auditChannel: null, pendingId: null, revision: 1 }),
      channelSessionsForm(sessions, 1),
    ];
    const selects = views
      .flatMap(({ blocks }) => blocks)
      .filter((block) => JSON.stringify(block).includes('conversations_select'));
    expect(selects).toHaveLength(3);
    for (const select of selects)
      expect(JSON.stringify(select)).toContain('"exclude_external_shared_channels":true');
  });

  test('others see neither numbers nor groups nor people’s requests', () => {
    const seen = JSON.stringify(homeView({ ...home, isAdmin: false, mayLeave: false }));
    expect(seen).not.toMatch(/7700|Padel|C0AUDIT|a1b2|ledger/);
  });
});
