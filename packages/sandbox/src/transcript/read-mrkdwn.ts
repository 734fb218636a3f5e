import { formatDate } from '../web/page/mrkdwn/format-date.ts';

/** Names of people and channels by their id, as the reader's Slack would show them. */
export interface Names {
  readonly user: (userId: string) => string;
  readonly channel: (channelId: string) => string;
}

/** Direction isolates and word joiners steer how a text is drawn; a terminal shows them as boxes. */
const invisible = /[\u2060\u2066-\u2069]/g;

const markup = /<([^<>]+)>/g;

/** Reads mrkdwn as a person in a terminal would see it: mentions by name, times in the reader’s own zone, links with their address. */
export function readMrkdwn(text: string, names: Names): string {
  const seen = text.replace(markup, (_, inside: string) => readMarkup(inside, names));
  return unescapeEntities(seen).replace(invisible, '');
}

function readMarkup(inside: string, names: Names): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@')) return `@${names.user(target.slice(1))}`;
  if (target.startsWith('#')) return `#${names.channel(target.slice(1))}`;
  if (target.startsWith('!date^')) return readDate(target, label);
  if (target.startsWith('!')) return `@${target.slice(1)} (a live mention)`;
  return label === undefined ? target : `${label} (${target})`;
}

/** `!date^1700000000^{time}`; the words that stand in for it where it does not read. */
function readDate(target: string, label: string | undefined): string {
  const [, seconds, format = ''] = target.split('^');
  const at = Number(seconds) * 1_000;
  if (!Number.isFinite(at)) return label ?? target;
  return formatDate(format, at, { now: Date.now() }).replaceAll('\u202f', ' ');
}

function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
