import type { Filled } from '@wasend-slack/slack-stand-in/element-state.ts';
import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import type { Delivery } from '@wasend-slack/slack-stand-in/post-over-http.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/view-store.ts';
import type { Bench } from '../bench.ts';
import { eventually } from '../eventually.ts';
import { StepFailed } from '../step-failed.ts';
import { acknowledged } from './acknowledged.ts';
import { chosen } from './choose-at-the-stand-ins.ts';
import { type FoundPart, fieldLabelled } from './find-by-label.ts';
import { pressed } from './press-at-the-stand-ins.ts';
import { type Eyes, plainWords, readScreen } from './read-screen.ts';
import type { Stage } from './stage.ts';
import type { Watch } from './watch.ts';

type StandIns = Pick<Bench, 'slack' | 'wasend'>;
type Filling = (view: OpenView, found: FoundPart) => Filled | Promise<Filled>;

/** The stage at the stand-ins: what a person would read and press is found in what the app has sent. */
export function createStandInStage({ slack, wasend }: StandIns, watch: Watch, withinMs?: number): Stage {
  let eyes: Eyes | null = null;
  const callsBefore = wasend.leaveCalls().length;
  const look = (): Eyes => eyes ?? fail('Nobody looks yet: the story must begin with lookAs');
  const open = (): OpenView | undefined => slack.world.viewsOf(look().userId).at(-1);
  const modal = (): OpenView => open() ?? fail('no modal is open');
  const nameOf = (userId: string): string => slack.world.user(userId).realName ?? userId;
  const act = async (what: string, deed: () => Promise<readonly Delivery[]>): Promise<void> => {
    const step = `${nameOf(look().userId)} ${what}`;
    const deliveries = await deed()
      .then(acknowledged)
      .catch((error: unknown) => fail(`${step}: ${error instanceof Error ? error.message : error}`));
    watch.did(step, deliveries[0]?.ackMs ?? null);
  };
  const fill = async (what: string, label: string, filling: Filling): Promise<void> => {
    await act(what, async () => {
      const view = modal();
      const found = fieldLabelled(view.content.blocks as JsonObject[], label);
      const [user, viewId, value] = [look().userId, view.id, await filling(view, found)];
      const [blockId, actionId] = [String(found.block.block_id), String(found.element.action_id)];
      slack.fillView({ user, viewId, values: { [blockId]: { [actionId]: value } } });
      if (found.block.dispatch_action !== true) return [];
      return [await slack.pressInView({ user, viewId, actionId, blockId, value })];
    });
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
      if (eyes.at !== 'home') return;
      const { userId: user } = eyes;
      await act('opens the app’s Home tab', async () => [await slack.openHome({ user })]);
      await eventually(`the Home tab of ${person}`, () => slack.world.homeOf(user), withinMs);
    },
    async type(command) {
      const { userId: user, at: channel } = look();
      const text = command.replace(/^\/wasend-leave\s*/, '');
      await act(`types ${command}`, async () => [await slack.typeCommand({ user, channel, text })]);
    },
    fill: (label, text) =>
      fill(`fills in “${label}”: ${text.replaceAll('\n', ' ')}`, label, (_, { element }) =>
        String(element.type).endsWith('_input') ? text : fail('this is no text field'),
      ),
    choose: (label, ...options) =>
      fill(`chooses for “${label}”: ${options.join(', ')}`, label, (view, found) =>
        chosen(slack, view, found, options),
      ),
    press: (label) => act(`presses “${label}”`, () => pressed(slack, look(), label, withinMs)),
    async see(place, words) {
      const read = (): string[] | false => {
        const lines = readScreen(slack, place, look());
        return plainWords(lines.join('\n')).includes(words) && lines;
      };
      watch.saw(place, await eventually(`“${words}” in the ${place}`, read, withinMs));
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
