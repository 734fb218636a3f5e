import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import type { Delivery } from '@wasend-slack/slack-stand-in/post-over-http.ts';
import type { Bench } from '../../bench.ts';
import type { ActResult } from '../protocol.ts';
import type { Chatter } from '../shown/chatter.ts';
import type { Act } from './acts.ts';
import { typeInSlack } from './type-in-slack.ts';

/** Acts of people in Slack. */
export type SlackAct = Extract<
  Act,
  { do: 'type' | 'open-home' | 'submit' | 'close' | 'press' | 'press-in-view' | 'suggest' }
>;

const ofSlack = ['type', 'open-home', 'submit', 'close', 'press', 'press-in-view', 'suggest'] as const;

export function isOfSlack(act: Act): act is SlackAct {
  return ofSlack.some((name) => name === act.do);
}

/** Does what a person does in Slack, `times` times at once where Slack might deliver it again. Throws where Slack's client would not let them. */
export async function useSlack(
  bench: Pick<Bench, 'slack'> & { readonly chatter: Chatter },
  act: SlackAct,
  times: number,
): Promise<ActResult> {
  const { slack } = bench;
  switch (act.do) {
    case 'type':
      return typeInSlack(bench, act);
    case 'open-home':
      return outcome([await slack.openHome({ user: act.user })]);
    case 'submit':
      return outcome(await slack.submitView({ ...act, times }));
    case 'close':
      await slack.closeView(act);
      return { ok: true };
    case 'press': {
      const { user, channel, ts } = act;
      const blocks = slack.world.messages.find(channel, ts)?.blocks ?? [];
      return outcome(await slack.press({ ...useOf(act, blocks), user, channel, ts, times }));
    }
    case 'press-in-view': {
      const { user, viewId } = act;
      const blocks = slack.world.views.find(viewId)?.content.blocks;
      slack.fillView(act);
      const use = useOf(act, Array.isArray(blocks) ? blocks : []);
      return outcome([await slack.pressInView({ ...use, user, viewId })]);
    }
    case 'suggest': {
      const { options, labels, delivery } = await slack.suggest(act);
      return { ...outcome([delivery]), ok: true, options, labels };
    }
  }
}

/** A block may have been named anew since the page drew it; then the element's own name has to do. */
function useOf(
  { actionId, blockId, value }: Extract<Act, { do: 'press' | 'press-in-view' }>,
  blocks: readonly JsonObject[],
) {
  const isThere = blocks.some((block) => block.block_id === blockId);
  return { actionId, ...(isThere ? { blockId } : {}), ...(value === undefined ? {} : { value }) };
}

/** Slack marks what the app did not answer in time with a warning; the modal says its own. */
function outcome(deliveries: readonly Delivery[]): ActResult {
  const isFine = deliveries.every(({ status }) => status === 200);
  return isFine ? { ok: true } : { ok: true, told: 'The app did not answer in time.' };
}
