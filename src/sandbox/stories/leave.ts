import type { Bench } from '../bench.ts';
import { sandboxSessionId } from '../bench.ts';
import { StepFailed, type Teller } from './teller.ts';

const user = 'U0ADMIN';
const channel = 'C0TEAM';
const auditChannel = 'C0AUDIT';

/** One group left from Slack, end to end: typed, shown, confirmed, left, confirmed by looking, on the record. */
export async function leaveStory(bench: Bench, teller: Teller): Promise<void> {
  const { slack, wasend } = bench;
  const group = wasend.world
    .groups(sandboxSessionId)
    .find((one) => wasend.world.isMember(sandboxSessionId, one.id));
  if (group === undefined) throw new StepFailed('The Wasend stand-in has no group to leave');

  teller.say(`\n#client-groups  Ada Admin types\n  /wasend-leave ${group.id}`);
  const typed = await slack.typeCommand({ user, channel, text: group.id });
  teller.acknowledged('The command', typed);

  teller.say('\nAda sees, once the names have arrived');
  const view = await teller.waitFor('the modal shows the group by name', () => {
    const open = slack.world.viewsOf(user).at(-1);
    return open !== undefined && JSON.stringify(open.content).includes(group.name) && open;
  });
  teller.showModal(user);

  teller.say('\nAda presses “Leave group”');
  const [confirmed] = await slack.submitView({ user, viewId: view.id, values: {} });
  if (confirmed === undefined) throw new StepFailed('The submission was not delivered');
  teller.acknowledged('The confirmation', confirmed);

  teller.say('\nThe card, while anyone may still press Stop');
  await teller.waitFor('a card in the channel', () => slack.world.messagesIn(channel).length > 0);
  teller.showNewestMessage(channel);

  teller.say('\nThe card, as soon as Wasend has answered');
  await teller.waitFor('the API’s own message on the card', () =>
    cardSays(bench, 'Successfully left the group.'),
  );
  teller.showNewestMessage(channel);

  teller.say('\nThe card, once a look at the group has confirmed it');
  const audit = await teller.waitFor('a line in the audit channel', () =>
    slack.world.messagesIn(auditChannel).at(-1),
  );
  teller.showNewestMessage(channel);

  teller.showThreads(channel);
  teller.say('');
  teller.showNewestMessage(auditChannel);
  if (!audit.text.includes(group.id)) throw new StepFailed('The audit line does not name the group');

  const calls = wasend.leaveCalls(group.id);
  if (calls.length !== 1) throw new StepFailed(`Wasend was asked ${calls.length} times instead of once`);
  if (wasend.world.isMember(sandboxSessionId, group.id))
    throw new StepFailed('The number is still in the group');
  if (slack.problems.length > 0)
    throw new StepFailed(`Slack would object: ${JSON.stringify(slack.problems)}`);
  teller.say(
    `\nWasend was asked once: ${calls[0]?.method} ${calls[0]?.path} → ${calls[0]?.status}. The number is out of the group.`,
  );
}

function cardSays(bench: Bench, words: string): boolean {
  return JSON.stringify(
    bench.slack.world.messagesIn(channel).findLast(({ threadTs }) => threadTs === null)?.blocks ?? [],
  ).includes(words);
}
