import type { Workspace } from '@wasend-slack/slack-stand-in/world/workspace.ts';
import type { Bench } from '../../bench.ts';
import type { ActResult } from '../protocol.ts';
import type { Chatter } from '../shown/chatter.ts';

interface Typed {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  /** The message whose thread it is typed in. */
  readonly thread?: string | undefined;
}

/**
 * What Slack does with a line in its composer: the app's command goes to the app, `/invite` and `/remove` are Slack's
 * own, and everything else is said to whoever is in the channel.
 */
export async function typeInSlack(
  { slack, chatter }: Pick<Bench, 'slack'> & { readonly chatter: Chatter },
  { user, channel, text, thread }: Typed,
): Promise<ActResult> {
  const workspace = slack.world.workspaceOfUser(user);
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  if (command !== '' && thread !== undefined)
    return { ok: true, told: `${command} is not supported in threads. Sorry!` };
  if (command === '/wasend-leave') {
    const delivery = await slack.typeCommand({ user, channel, command, text: encodeTyped(rest, workspace) });
    if (delivery.status === 200) return { ok: true };
    const why = delivery.timedOut ? 'operation_timeout' : 'dispatch_failed';
    return { ok: true, told: `${command} failed with the error “${why}”.` };
  }
  if (command === '/invite' || command === '/remove')
    return moveApp(workspace, channel, command === '/invite', rest);
  if (command !== '') return { ok: true, told: `${command} is not a valid command.` };
  const said = encodeTyped(text, workspace);
  chatter.say({ userId: user, channelId: channel, threadTs: thread ?? null, text: said });
  return { ok: true };
}

function moveApp(workspace: Workspace, channelId: string, isIn: boolean, who: string): ActResult {
  if (!/^@?wasend$/i.test(who.trim()))
    return { ok: true, told: 'Only @Wasend can be invited or removed here.' };
  const members = workspace.channels.get(channelId)?.members;
  if (isIn) members?.add(workspace.botUserId);
  else members?.delete(workspace.botUserId);
  return {
    ok: true,
    told: isIn ? 'Wasend was added to this channel.' : 'Wasend was removed from this channel.',
  };
}

/** As Slack sends it: three characters escaped, people and channels by id. https://docs.slack.dev/interactivity/implementing-slash-commands */
function encodeTyped(text: string, { users, channels }: Workspace): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const named = escaped.replace(/(^|\s)@([\w.-]+)/g, (whole, before: string, name: string) => {
    const user = [...users.values()].find((one) => one.name === name);
    return user === undefined ? whole : `${before}<@${user.id}|${name}>`;
  });
  return named.replace(/(^|\s)#([\w-]+)/g, (whole, before: string, name: string) => {
    const channel = [...channels.values()].find((one) => one.name === name);
    return channel === undefined ? whole : `${before}<#${channel.id}|${name}>`;
  });
}
