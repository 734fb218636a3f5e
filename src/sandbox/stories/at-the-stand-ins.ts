import type { Bench } from '../bench.ts';
import { eventually } from '../eventually.ts';
import type { Filled } from '../slack/element-state.ts';
import type { JsonObject } from '../slack/json.ts';
import type { Delivery } from '../slack/post-over-http.ts';
import type { OpenView } from '../slack/view-store.ts';
import { StepFailed } from '../step-failed.ts';
import { chosen } from './choose-at-the-stand-ins.ts';
import { buttonLabelled, buttonLabels, type FoundPart, fieldLabelled, textOf } from './find-by-label.ts';
import { type Eyes, plainWords, readScreen } from './read-screen.ts';
import type { Stage } from './stage.ts';
import type { Watch } from './watch.ts';

type StandIns = Pick<Bench, 'slack' | 'wasend'>;

/** The stage at the stand-ins: what a person would read and press is found in what the app has sent. */
export function createStandInStage({ slack, wasend }: StandIns, watch: Watch, withinMs?: number): Stage {
  let eyes: Eyes | null = null;
  const callsBefore = wasend.leaveCalls().length;
  const look = (): Eyes => eyes ?? fail('Nobody looks yet: the story must begin with lookAs');
  const open = (): OpenView | undefined => slack.world.viewsOf(look().userId).at(-1);
  const modal = (): OpenView => open() ?? fail(`No modal is open`);
  const nameOf = (userId: string): string => slack.world.user(userId).realName ?? userId;
  const did = (what: string, deliveries: readonly Delivery[]): void => {
    for (const { status, timedOut } of deliveries)
      if (status !== 200) fail(`${what}: the app answered ${timedOut ? 'too late' : status}`);
    watch.did(`${nameOf(look().userId)} ${what}`, deliveries[0]?.ackMs ?? null);
  };
  const fill = async (what: string, { block, element }: FoundPart, filled: Filled): Promise<void> => {
    const view = modal();
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const user = look().userId;
    slack.fillView({ user, viewId: view.id, values: { [blockId]: { [actionId]: filled } } });
    const told = { user, viewId: view.id, actionId, blockId, value: filled };
    did(what, block.dispatch_action === true ? [await slack.pressInView(told)] : []);
    await watch.pause('act');
  };
  return {
    async tell(line) {
      watch.told(line);
      await watch.pause('read');
    },
    async lookAs(person, at) {
      eyes = eyesOf(slack, person, at);
      watch.looks(eyes);
      if (eyes.at === 'home') did('opens the app’s Home tab', [await slack.openHome({ user: eyes.userId })]);
    },
    async type(command) {
      const { userId: user, at: channel } = look();
      const text = command.replace(/^\/wasend-leave\s*/, '');
      did(`types ${command}`, [await slack.typeCommand({ user, channel, text })]);
    },
    fill: (label, text) =>
      fill(
        `fills in “${label}”: ${text.replaceAll('\n', ' ')}`,
        fieldLabelled(blocksOf(modal()), label),
        text,
      ),
    async choose(label, ...options) {
      const found = fieldLabelled(blocksOf(modal()), label);
      const filled = await chosen(slack, modal(), found, options);
      await fill(`chooses for “${label}”: ${options.join(', ')}`, found, filled);
    },
    async press(label) {
      did(`presses “${label}”`, await press(slack, look(), label, withinMs));
    },
    async see(place, words) {
      const read = (): string[] => readScreen(slack, place, look());
      await eventually(
        `“${words}” in the ${place}`,
        () => plainWords(read().join('\n')).includes(words),
        withinMs,
      );
      watch.saw(place, read());
    },
    async seeNoModal() {
      await eventually('no modal is open any more', () => open() === undefined, withinMs);
    },
    async arrange({ fault, call }) {
      wasend.faults.next(fault, { route: call });
    },
    async seeLeaveCalls(count) {
      const calls = (): number => wasend.leaveCalls().length - callsBefore;
      await eventually(`${count} calls to leave at Wasend`, () => calls() >= count, withinMs);
      if (calls() !== count) fail(`Wasend was asked to leave ${calls()} times, not ${count}`);
    },
  };
}

function eyesOf({ world }: StandIns['slack'], person: string, at: string): Eyes {
  for (const { users, channels } of world.workspaces) {
    const user = [...users.values()].find(({ realName }) => realName === person);
    if (user === undefined) continue;
    if (at === 'Home') return { userId: user.id, at: 'home' };
    const channel = [...channels.values()].find(({ name }) => name === at.replace(/^#/, ''));
    return { userId: user.id, at: channel?.id ?? fail(`${person} has no channel ${at}`) };
  }
  return fail(`Nobody is called ${person}`);
}

/** The modal's own button or one in it; else one on Home, or on the newest message that has it. */
async function press(
  slack: StandIns['slack'],
  { userId: user, at }: Eyes,
  label: string,
  withinMs: number | undefined,
): Promise<readonly Delivery[]> {
  const view = slack.world.viewsOf(user).at(-1) ?? (at === 'home' ? slack.world.homeOf(user) : undefined);
  if (view !== undefined && textOf(view.content.submit) === label)
    return slack.submitView({ user, viewId: view.id }).catch((error: Error) => fail(error.message));
  if (view !== undefined) {
    const found = buttonLabelled(blocksOf(view), label) ?? failAt(label, blocksOf(view));
    return [await slack.pressInView({ user, viewId: view.id, ...useOf(found) })];
  }
  const withIt = () => slack.world.messagesIn(at).findLast((one) => buttonLabelled([...one.blocks], label));
  const card = await eventually(`a button “${label}” on a card`, withIt, withinMs);
  const found = buttonLabelled([...card.blocks], label) ?? failAt(label, [...card.blocks]);
  return slack.press({ user, channel: at, ts: card.ts, ...useOf(found) });
}

function useOf({ block, element }: FoundPart) {
  const value = typeof element.value === 'string' ? { value: element.value } : {};
  return { blockId: String(block.block_id), actionId: String(element.action_id), ...value };
}

function blocksOf({ content }: OpenView): JsonObject[] {
  return content.blocks as JsonObject[];
}

function failAt(label: string, blocks: readonly JsonObject[]): never {
  return fail(`No button “${label}”, only ${buttonLabels(blocks)}`);
}

function fail(why: string): never {
  throw new StepFailed(why);
}
