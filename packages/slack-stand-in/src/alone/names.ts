import type { World } from '../world/world.ts';

/** The id of a person given by id, `name` or `@name`. Throws, naming who is there. */
export function userIdOf({ workspaces }: World, given: string): string {
  const users = workspaces.flatMap((workspace) => [...workspace.users.values()]);
  const name = given.replace(/^@/u, '');
  const found = users.find(({ id }) => id === given) ?? users.find((user) => user.name === name);
  if (found) return found.id;
  throw new Error(`There is no ${given}; there are ${users.map((user) => user.name).join(', ')}`);
}

/** The id of a channel given by id, `name` or `#name`; what is none is handed on, as the direct message it may be. */
export function channelIdOf({ workspaces }: World, given: string): string {
  const channels = workspaces.flatMap((workspace) => [...workspace.channels.values()]);
  const name = given.replace(/^#/u, '');
  return channels.find((channel) => channel.name === name && channel.kind !== 'im')?.id ?? given;
}

/** Mentions in a typed text as Slack sends them where a command asks for `should_escape`. */
export function escapeMentions({ workspaces }: World, text: string): string {
  const users = workspaces.flatMap((workspace) => [...workspace.users.values()]);
  const channels = workspaces.flatMap((workspace) => [...workspace.channels.values()]);
  return text
    .replaceAll(/(?<![\w<])@([\w.-]+)/gu, (whole, name: string) => {
      const user = users.find((one) => one.name === name);
      return user ? `<@${user.id}|${user.name}>` : whole;
    })
    .replaceAll(/(?<![\w<])#([\w.-]+)/gu, (whole, name: string) => {
      const channel = channels.find((one) => one.name === name);
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    });
}
