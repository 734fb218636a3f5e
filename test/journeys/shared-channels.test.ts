import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionIds, botScopes, fieldIds, optionalScopes } from '../../src/messages/ids.ts';
import { admin, auditChannel, House, sessionId } from './house.ts';

describe('a channel that another organisation is in too', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.start({ WASEND_API_KEY: '', WASEND_SESSION_ID: '', AUDIT_CHANNEL: '' });
  });
  afterEach(() => house.end());

  const share = (): void => {
    house.slack.world.channel(auditChannel).isSharedOutside = true;
  };
  const openHome = async (): Promise<string> => {
    const before = house.slack.journal.length;
    await house.slack.openHome({ user: admin });
    return house.until('a Home tab', () => {
      const isNew = house.slack.journal.slice(before).some(({ method }) => method === 'views.publish');
      const said = house.text(house.slack.world.homeOf(admin)?.content);
      return isNew && !said.includes('Asking Wasend') && said;
    });
  };
  const submit = async (values: Record<string, string>): Promise<string> => {
    const viewId = (await house.openView()).id;
    const filled = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }]));
    const [delivery] = await house.slack.submitView({ user: admin, viewId, values: filled });
    return house.text(delivery?.body);
  };
  /** Connects the workspace, with this channel to tell everything in. */
  const connect = async (): Promise<string> => {
    await openHome();
    const viewId = house.slack.world.homeOf(admin)?.id ?? '';
    await house.slack.pressInView({ user: admin, viewId, actionId: actionIds.homeConnect });
    await house.until('the form', () => {
      const open = house.slack.world.viewsOf(admin).at(-1);
      return house.text(open?.content).includes(`"${fieldIds.key}"`);
    });
    await submit({ [fieldIds.key]: 'wk_stand_in_1' });
    return submit({ [fieldIds.session]: sessionId, [fieldIds.auditChannel]: auditChannel });
  };
  const isConnected = async (): Promise<boolean> =>
    (await house.storage.keyv('connections', 'durable').get('T0AGENCY')) !== undefined;

  test('is refused as audit channel, and nothing is said there', async () => {
    share();
    expect(await connect()).toContain('shared with another organisation');
    expect(await isConnected()).toBe(false);
    expect(house.messages(auditChannel)).toEqual([]);
  });

  test('that was an own one when it was chosen is named on the Home tab', async () => {
    expect(await connect()).not.toContain('errors');
    expect(await openHome()).not.toContain('shared with another organisation');
    share();
    expect(await openHome()).toContain(
      `The audit channel <#${auditChannel}> is shared with another organisation. Choose one of your own.`,
    );
  });

  test('is not seen to be one where the optional scopes were left out, and nothing breaks', async () => {
    const { scopes } = house.slack.world.workspace('T0AGENCY');
    scopes.clear();
    for (const scope of botScopes) scopes.add(scope);
    for (const scope of optionalScopes) scopes.delete(scope);
    share();
    expect(await connect()).not.toContain('errors');
    expect(await isConnected()).toBe(true);
    expect(await openHome()).not.toContain('another organisation');
  });
});
