import type { Filled } from '@wasend-slack/slack-stand-in/element-state.ts';
import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import type { Delivery } from '@wasend-slack/slack-stand-in/post-over-http.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';
import type { Bench } from '../../bench.ts';
import { eventually } from '../../eventually.ts';
import { StepFailed } from '../../step-failed.ts';
import type { Stage } from '../stage.ts';
import type { Watch } from '../watch.ts';
import { acknowledged } from './acknowledged.ts';
import { chosen } from './choose-at-the-stand-ins.ts';
import { type FoundPart, fieldLabelled, textOf } from './find-by-label.ts';
import { pressed } from './press-at-the-stand-ins.ts';
import { type Eyes, isIn, plainWords, readScreen } from './read-screen.ts';

type StandIns = Pick<Bench, 'slack' | 'wasend'>;
type Filling = (view: OpenView, found: FoundPart) => Filled | Promise<Filled>;
/** Does something; once it knows how the part is called on the screen, it says so. */
type Deed = (callIt: (label: string) => void) => Promise<readonly Delivery[]>;

/** The stage at the stand-ins: what a person would read and press is found in what the app has sent. */
export function createStandInStage({ slack, wasend }: StandIns, watch: Watch, withinMs?: number): Stage {
  let eyes: Eyes | null = null;
  const callsBefore = wasend.leaveCalls().length;
  const look = (): Eyes => eyes ?? fail('Nobody looks yet: the story must begin with lookAs');
  const open = (): OpenView | undefined => slack.world.viewsOf(look().userId).at(-1);
  const modal = (): OpenView => open() ?? fail('no modal is open');
  const nameOf = (userId: string): string => slack.world.user(userId).realName ?? userId;
  const act = async (what: (part: string) => string, part: string, deed: Deed): Promise<void> => {
    const step = (label: string): string => `${nameOf(look().userId)} ${what(label)}`;
    let label = part;
    const deliveries = await deed((called) => {
      label = called;
    })
      .then(acknowledged)
      .catch((error: unknown) => fail(`${step(label)}: ${error instanceof Error ? error.message : error}`));
    watch.did(step(label), deliveries[0]?.ackMs ?? null);
  };
  const fill = async (what: (label: string) => string, name: string, filling: Filling): Promise<void> => {
    watch.hand({ kind: 'fills', what: name });
    await watch.pause('act', '');
    await act(what, name, async (callIt) => {
      const view = modal();
      const found = fieldLabelled(view.content.blocks as JsonObject[], name);
      callIt(textOf(found.block.label));
      const [user, viewId, value] = [look().userId, view.id, await filling(view, found)];
      const [blockId, actionId] = [String(found.block.block_id), String(found.element.action_id)];
      slack.fillView({ user, viewId, values: { [blockId]: { [actionId]: value } } });
      if (found.block.dispatch_action !== true) return [];
      return [await slack.pressInView({ user, viewId, actionId, blockId, value })];
    });
    watch.hand(null);
  };
  return {
    async tell(line) {
      watch.told(line);
      await watch.pause('read', line);
    },
    async lookAs(person, at) {
      eyes = eyesOf(slack, person, at);
      watch.looks(eyes);
      if (eyes.at !== 'home') return;
      const { userId: user } = eyes;
      await act(
        () => 'opens the app’s Home tab',
        '',
        async () => [await slack.openHome({ user })],
      );
      await eventually(`the Home tab of ${person}`, () => slack.world.homeOf(user), withinMs);
    },
    async type(command) {
      const { userId: user, at: channel } = look();
      const text = command.replace(/^\/wasend-leave\s*/, '');
      watch.hand({ kind: 'types', what: command });
      await watch.pause('act', command);
      watch.hand(null);
      await act(
        () => `types ${command}`,
        '',
        async () => [await slack.typeCommand({ user, channel, text })],
      );
    },
    fill: (name, text) =>
      fill(
        (label) => `fills in “${label}”: ${text.replaceAll('\n', ' ')}`,
        name,
        (_, { element }) => (String(element.type).endsWith('_input') ? text : fail('this is no text field')),
      ),
    choose: (name, ...options) =>
      fill(
        (label) => `chooses for “${label}”: ${options.join(', ')}`,
        name,
        (view, found) => chosen(slack, view, found, options),
      ),
    async press(button) {
      watch.hand({ kind: 'presses', what: button });
      await watch.pause('act', '');
      await act(
        (label) => `presses “${label}”`,
        button,
        (callIt) => pressed(slack, look(), button, { withinMs, callIt }),
      );
      watch.hand(null);
    },
    async see(place, words) {
      const read = (): string[] | false => {
        const lines = readScreen(slack, place, look());
        return isIn(plainWords(lines.join('\n')), words) && lines;
      };
      watch.saw(
        place,
        await eventually(
          `${typeof words === 'string' ? `“${words}”` : words} in the ${place}`,
          read,
          withinMs,
        ),
      );
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
    const channel = [...channels.values()].find(
      ({ name, members }) => name === at.replace(/^#/, '') && members.has(user.id),
    );
    return { userId: user.id, at: channel?.id ?? fail(`${person} has no channel ${at}`) };
  }
  return fail(`Nobody is called ${person}`);
}

function fail(why: string): never {
  throw new StepFailed(why);
}
