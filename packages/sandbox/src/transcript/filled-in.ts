import { z } from 'zod';
import type { Names } from './read-mrkdwn.ts';

const Option = z.looseObject({ text: z.looseObject({ text: z.string() }) });

/** A value of `view.state.values`, whatever kind of element it is of. */
const Held = z.looseObject({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_conversations: z.array(z.string()).nullish(),
});

/** What stands in the fields of a form, in words, by block id; fields that are empty are left out. */
export function filledIn(state: unknown, names: Names): ReadonlyMap<string, string> {
  const filled = new Map<string, string>();
  for (const [blockId, actions] of Object.entries(
    z.record(z.string(), z.record(z.string(), Held)).parse(state),
  )) {
    const words = Object.values(actions).map((held) => wordsOf(held, names));
    if (words.join('') !== '') filled.set(blockId, words.join(', '));
  }
  return filled;
}

function wordsOf(held: z.infer<typeof Held>, names: Names): string {
  const options = [...(held.selected_option ? [held.selected_option] : []), ...(held.selected_options ?? [])];
  const users = [...(held.selected_user ? [held.selected_user] : []), ...(held.selected_users ?? [])];
  const channels = [
    ...(held.selected_conversation ? [held.selected_conversation] : []),
    ...(held.selected_conversations ?? []),
  ];
  return [
    ...(held.value ? [held.value] : []),
    ...options.map(({ text }) => text.text),
    ...users.map((id) => `@${names.user(id)}`),
    ...channels.map((id) => `#${names.channel(id)}`),
  ].join(', ');
}
