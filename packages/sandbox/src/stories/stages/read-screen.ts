import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';
import { drawBlocks } from '../../transcript/draw-blocks.ts';
import { drawMessage } from '../../transcript/draw-message.ts';
import { drawModal, wrap } from '../../transcript/draw-modal.ts';
import { filledIn } from '../../transcript/filled-in.ts';
import type { Names } from '../../transcript/read-mrkdwn.ts';
import type { Place } from '../stage.ts';

/** Whose screen, and what is open on it: a channel's id, or `home`. */
export interface Eyes {
  readonly userId: string;
  readonly at: string;
}

/** What somebody reads in a place now, line by line; empty where there is nothing. */
export function readScreen({ world }: SlackStandIn, place: Place, { userId, at }: Eyes): string[] {
  const names = namesIn(world);
  if (place === 'modal') {
    const view = world.viewsOf(userId).at(-1);
    return view === undefined ? [] : readModal(view, names);
  }
  if (place === 'home') {
    const home = world.homeOf(userId);
    const lines = home === undefined ? [] : drawBlocks(home.content.blocks as unknown[], names);
    return lines.flatMap((line) => wrap(line));
  }
  const author = `#${names.channel(at)}  Wasend`;
  const said = world.messagesIn(at);
  if (place === 'channel')
    return [...said, ...world.ephemeralsFor(userId, at)].flatMap((one) =>
      drawMessage(one, one.onlyFor === null ? author : `${author}, only to ${names.user(userId)}`, names),
    );
  const card = said.findLast(({ threadTs }) => threadTs === null);
  return card === undefined ? [] : drawMessage(card, author, names);
}

function readModal({ content, state, errors, failure }: OpenView, names: Names): string[] {
  return [
    ...drawModal(content, names, filledIn(state, names), errors),
    ...(failure === null ? [] : [failure]),
  ];
}

function namesIn(world: SlackStandIn['world']): Names {
  const orId = (look: () => string | undefined, id: string): string => {
    try {
      return look() ?? id;
    } catch {
      return id;
    }
  };
  return {
    user: (id) => orId(() => world.user(id).realName, id),
    channel: (id) => orId(() => world.channel(id).name, id),
  };
}

/** Words as a reader has them in mind: without marks of formatting, frames, and where lines are broken. */
export function plainWords(text: string): string {
  return text
    .replace(/[*`\u2060\u2066-\u2069]/g, '')
    .replace(/(^|\n)[│┌└─\s]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether words, or what a pattern stands for, are among those that are read. */
export function isIn(read: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? read.includes(words) : words.test(read);
}
