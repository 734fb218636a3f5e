import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SlackStandIn, startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { WorkspaceId } from '../../../src/leaving/ids.ts';
import { createLogger } from '../../../src/logger.ts';
import { type Admins, createAdmins } from '../../../src/slack/people/admins.ts';
import { createSlackLogger } from '../../../src/slack/wire/slack-logger.ts';
import { patientClient } from '../../../src/slack/wire/web-clients.ts';

const agency = WorkspaceId.parse('T0AGENCY');
let slack: SlackStandIn;
let now = 0;
let admins: Admins;
beforeEach(async () => {
  slack = await startSlackStandIn({ signingSecret: 's', now: () => now });
  now = 0;
  admins = createAdmins(() => now);
});
afterEach(() => slack.close());

const people = () => slack.world.workspace(agency).users;
const asked = () => slack.journal.filter(({ method }) => method === 'users.list').length;
const ask = (most = 21, over = fetch) =>
  admins.of(
    agency,
    most,
    patientClient('xoxb-stand-in-1', {
      apiUrl: slack.apiUrl,
      fetch: over,
      logger: createSlackLogger(createLogger({ level: 'silent', secrets: [] })),
    }),
  );

test('admins and owners are found on every page; guests, bots, strangers and those who are gone are none', async () => {
  people().clear();
  for (let index = 0; index < 450; index += 1) people().set(`U${index}`, { id: `U${index}`, name: 'x' });
  const flagged = {
    U3: { is_owner: true },
    U201: { is_admin: true },
    U449: { is_admin: true },
    U5: { is_admin: true, is_restricted: true },
    U6: { is_admin: true, is_bot: true },
    U7: { is_admin: true, deleted: true },
    U8: { is_admin: true, homeWorkspace: 'T0OTHER' },
  };
  for (const [id, flags] of Object.entries(flagged)) people().set(id, { id, name: 'x', ...flags });
  expect(await ask()).toEqual({ people: ['U3', 'U201', 'U449'], isWhole: true });
  expect(asked()).toBe(3);
});

test('no page is read beyond those that are needed, and none beyond the tenth', async () => {
  for (let index = 0; index < 3_000; index += 1) people().set(`U${index}`, { id: `U${index}`, name: 'x' });
  expect((await ask(2))?.people).toHaveLength(2);
  expect(asked()).toBe(1);
  expect(await ask(21)).toMatchObject({ people: { length: 2 }, isWhole: false });
  expect(asked()).toBe(11);
});

test('questions at the same time and in the next minute share one look-up', async () => {
  await Promise.all([ask(), ask()]);
  now = 59_000;
  await ask();
  expect(asked()).toBe(1);
  now = 61_000;
  await ask();
  expect(asked()).toBe(2);
});

test('a failure is no answer, and is not asked again at once', async () => {
  slack.knobs.failNext('users.list', { error: 'internal_error' });
  expect(await ask()).toBeNull();
  expect(await ask()).toBeNull();
  now = 11_000;
  expect((await ask())?.people).toContain('U0OWNER');
});

test('where the list breaks off, those who were named before it did are told', async () => {
  for (let index = 0; index < 300; index += 1) people().set(`U${index}`, { id: `U${index}`, name: 'x' });
  let calls = 0;
  const breaking: typeof fetch = (input, init) => {
    calls += 1;
    if (calls === 2) slack.knobs.failAlways('users.list', { error: 'internal_error' });
    return fetch(input, init);
  };
  expect((await ask(21, breaking))?.people).toContain('U0OWNER');
});
