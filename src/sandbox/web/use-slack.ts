import type { Bench } from '../bench.ts';
import type { Delivery } from '../slack/post-over-http.ts';
import type { Act } from './acts.ts';
import type { ActResult } from './protocol.ts';
import { typeInSlack } from './type-in-slack.ts';

/** Acts of people in Slack. */
export type SlackAct = Extract<
  Act,
  { do: 'type' | 'open-home' | 'submit' | 'close' | 'press' | 'press-in-view' | 'suggest' }
>;

/** Does what a person does in Slack, `times` times at once where Slack might deliver it again. Throws where Slack's client would not let them. */
export async function useSlack(
  bench: Pick<Bench, 'slack'>,
  act: SlackAct,
  times: number,
): Promise<ActResult> {
  const { slack } = bench;
  switch (act.do) {
    case 'type':
      return typeInSlack(bench, act);
    case 'open-home':
      return outcome([await slack.openHome(act)]);
    case 'submit':
      return outcome(await slack.submitView({ ...act, times }));
    case 'close':
      await slack.closeView(act);
      return { ok: true };
    case 'press':
      return outcome(
        await slack.press({ ...use(act), user: act.user, channel: act.channel, ts: act.ts, times }),
      );
    case 'press-in-view':
      slack.fillView(act);
      return outcome([await slack.pressInView({ ...use(act), user: act.user, viewId: act.viewId })]);
    case 'suggest': {
      const { options, delivery } = await slack.suggest(act);
      return { ...outcome([delivery]), ok: true, options };
    }
  }
}

function use({ actionId, blockId, value }: Extract<Act, { do: 'press' | 'press-in-view' }>) {
  return { actionId, blockId, ...(value === undefined ? {} : { value }) };
}

/** Slack marks what the app did not answer in time with a warning; the modal says its own. */
function outcome(deliveries: readonly Delivery[]): ActResult {
  const isFine = deliveries.every(({ status }) => status === 200);
  return isFine ? { ok: true } : { ok: true, told: 'The app did not answer in time.' };
}
