import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { actionIds, viewIds } from '../../src/messages/ids.ts';
import { sqlitePath } from '../../src/storage/open-storage.ts';
import { withoutMarks } from '../wasend/a-client.ts';
import { admin, apiKey, House, sessionId, team } from './house.ts';
import { entriesOf } from './on-record.ts';

const inviteCode = 'Ck8QmW2xVb9LsTfR4dNzYq';
const pieces = Array.from({ length: apiKey.length - 7 }, (_, at) => apiKey.slice(at, at + 8));

let house: House;
/** What Slack was answered: the rest it was sent. */
let answers: unknown[];
beforeEach(async () => {
  house = await House.start({ HOLD_SECONDS: '0', BULK_GAP_SECONDS: '0' });
  answers = [];
});
afterEach(() => house.end());

const top = () => house.slack.world.viewsOf(admin).at(-1);
const shown = () => withoutMarks(house.text(top()?.content));
const submit = async (values: Record<string, Record<string, unknown>>) => {
  const view = { user: admin, viewId: top()?.id ?? '', values: values as never };
  answers.push((await house.slack.submitView(view)).map(({ body }) => body));
};
const suggested = async (typed: string) => {
  const blocks = (top()?.content.blocks ?? []) as { block_id: string }[];
  const blockId = blocks.find(({ block_id: id }) => id.startsWith('pick_groups'))?.block_id ?? '';
  const asked = { user: admin, viewId: top()?.id ?? '', blockId, actionId: actionIds.pickGroups, typed };
  const { options, delivery } = await house.slack.suggest(asked);
  answers.push(delivery.body);
  return options;
};

test('a name that holds our own key is told to nobody: not on the picker, the preview, the card, the list, the record or in the log', async () => {
  const { world } = house.wasend;
  const whole = world.addGroup(sessionId, { name: `Rota ${apiKey} nights` });
  const piece = world.addGroup(sessionId, { name: `Rota ${apiKey.slice(2, 11)}` });
  const split = world.addGroup(sessionId, { name: `Rota ${apiKey.split('').join('\u200b')}`, inviteCode });
  const parent = world.addGroup(sessionId, { name: `Club ${apiKey}`, isParent: true });
  const inside = world.addGroup(sessionId, { name: 'Rota of the club', linkedParentId: parent });
  house.wasend.shape = 'sdk';
  const second = { phoneNumber: apiKey, status: `asleep ${apiKey}` };
  world.addSession(apiKey, { id: 'second', name: `Number ${apiKey}`, ...second });

  await house.slack.typeCommand({ user: admin, channel: team, text: '' });
  await house.until('the picker', () => top()?.content.callback_id === viewIds.ask);
  const options = await suggested('rota');
  expect(options).toHaveLength(4);
  await submit({
    [actionIds.typedGroups]: { [actionIds.typedGroups]: `${whole} ${piece} ${inside} ${inviteCode}` },
  });
  await house.until('the preview', () => shown().includes('Rota […] nights') && shown().includes('Club […]'));
  await house.confirm();
  await house.until('an audit line', () => house.audit()[0], 500);
  await house.told();
  expect(withoutMarks(house.card())).toContain('Rota […] nights');
  expect(
    house.wasend
      .leaveCalls()
      .map(({ groupId }) => groupId)
      .toSorted(),
  ).toEqual([whole, piece, split, inside].toSorted());

  await house.press(actionIds.details, admin);
  await house.until('the modal', () => shown().includes(actionIds.sendList));
  await house.slack.pressInView({ user: admin, viewId: top()?.id ?? '', actionId: actionIds.sendList });
  const list = await house.until('the list', () =>
    house.slack.world.messages.all.find(({ channelId, text }) => channelId.startsWith('D') && text !== ''),
  );
  expect(withoutMarks(house.text(list))).toContain('Rota […] nights');
  await house.slack.typeCommand({ user: admin, channel: team, text: 'status' });
  await house.slack.typeCommand({ user: admin, channel: team, text: 'history' });
  await house.slack.openHome({ user: admin });
  await house.until('the Home tab', () =>
    house.slack.journal.some(
      ({ method, args }) =>
        method === 'views.publish' && withoutMarks(house.text(args)).includes('Number […]'),
    ),
  );

  const store = sqlitePath(house.config.storeUrl);
  const everywhere = {
    Slack: house.text([house.slack.journal, answers]),
    'the record': entriesOf(house, 'T0AGENCY').join('\n'),
    'the store': [store, `${store}-wal`].map((file) => readFileSync(file, 'latin1')).join('\n'),
    'the log': house.logLines.join('\n'),
  };
  for (const [place, told] of Object.entries(everywhere))
    for (const one of pieces)
      expect({ place, found: withoutMarks(told.replaceAll('\u200b', '')).includes(one) && one }).toEqual({
        place,
        found: false,
      });
});

test('a group whose name is not told whole counts as protected wherever names are protected', async () => {
  const group = house.wasend.world.addGroup(sessionId, { name: `Board ${apiKey}` });
  await house.rule({ protectedGroups: ['Board wk*'] });
  await house.openModal(group);
  expect(shown()).toContain('protected here');
  expect(shown()).not.toContain('Leave group');
});
