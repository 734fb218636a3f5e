import { afterEach, describe, expect, test } from '@jest/globals';
import { createCensor } from '../../src/wasend/answer/secrets.ts';
import { apiKey, clientOf, groupId, json, self, sessionId, valueIn } from './a-client.ts';
import type { AnsweringServer } from './answering-server.ts';

let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function answered(body: unknown) {
  const made = await clientOf((_, response) => json(response, body), { leaveMs: 5_000, readMs: 5_000 });
  server = made.server;
  return made.client;
}

describe('names and other texts that hold our own key', () => {
  const text = `Rota ${apiKey}`;
  const group = { jid: groupId, name: text, linkedParentJID: `${apiKey}@g.us`, participants: [] };
  const session = { uniqueSessionId: sessionId, sessionName: text, phoneNumber: text, status: text };

  test('a group, its list and where an invite leads', async () => {
    const client = await answered({ groups: [group], hasMore: false, ...group });
    const [listed] = valueIn(await client.groups(sessionId, self, { members: false })).groups;
    const { facts } = valueIn(await client.group(sessionId, groupId, self));
    const invite = valueIn(await client.joinInfo(sessionId, 'AbCdEfGh1234IjKlMn5678'));
    expect([listed?.name, facts.name, invite.name]).toEqual(['Rota […]', 'Rota […]', 'Rota […]']);
    expect([listed?.communityId, facts.communityId]).toEqual([null, null]);
  });

  test('a session: its name, its number, its status', async () => {
    const client = await answered({ ...session, me: { lid: apiKey } });
    expect(valueIn(await client.session(sessionId))).toMatchObject({
      name: 'Rota […]',
      phoneNumber: 'Rota […]',
      lid: '[…]',
      status: 'ROTA […]',
    });
  });

  test('an id that is text is no id, and so the row cannot be read', async () => {
    const client = await answered({ groups: [{ ...group, jid: `${apiKey}@g.us` }], hasMore: false });
    expect(valueIn(await client.groups(sessionId, self, { members: false }))).toMatchObject({
      groups: [],
      unreadable: 1,
      whole: false,
    });
  });

  test('a number stays a number though the key holds it', async () => {
    const made = createCensor('wk_447700900123_secret');
    expect(made.name('447700900123')).toBe('[…]');
    const client = await answered({ ...session, phoneNumber: '+447700900123' });
    expect(valueIn(await client.session(sessionId)).phoneNumber).toBe('+447700900123');
  });
});

describe('names that only look like a secret', () => {
  test.each([
    'wk-planning',
    'wk_planning 2027',
    'sk_projects2024',
    'Ring Bearer meeting',
    'pk-lahore-families',
    'eyJafjallajökull',
    apiKey.slice(0, 7),
  ])('%s stays', (name) => {
    expect(createCensor(apiKey).name(name)).toBe(name);
  });

  test.each(['xoxb-1234-abcd', 'sk_test_4eC39HqLyjWDarjtT1zd', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'])(
    '%s does not',
    (name) => {
      expect(createCensor(apiKey).name(`Rota ${name}`)).toBe('Rota […]');
    },
  );
});
