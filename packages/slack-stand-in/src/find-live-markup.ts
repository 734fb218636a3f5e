/** A piece of text that Slack would not show as it is written. */
export interface LiveMarkup {
  readonly kind: 'broadcast' | 'user' | 'user-group' | 'channel' | 'link' | 'date' | 'disguised-link';
  /** As it stands in the text, such as `<!channel>`. */
  readonly text: string;
}

/**
 * Lists what is live in a mrkdwn text: mentions that ping, links, dates. Text that was escaped (`&lt;!channel&gt;`) is
 * not live. With `verbatim: false`, the default of text objects in blocks, words Slack turns into mentions and links by
 * itself (`@here`, a bare URL) are listed too. Source: docs.slack.dev/messaging/formatting-message-text.
 */
export function findLiveMarkup(text: string, { verbatim = true }: { verbatim?: boolean } = {}): LiveMarkup[] {
  const bracketed = [...text.matchAll(/<([^<>\n]+)>/gu)].flatMap(([whole, inside = '']) => {
    const kind = kindOf(inside);
    return kind ? [{ kind, text: whole }] : [];
  });
  return verbatim ? bracketed : [...bracketed, ...autoParsed(text.replaceAll(/<[^<>\n]+>/gu, ' '))];
}

function kindOf(inside: string): LiveMarkup['kind'] | undefined {
  if (/^!(?:channel|here|everyone)(?:\||$)/u.test(inside)) return 'broadcast';
  if (/^!subteam\^/u.test(inside)) return 'user-group';
  if (/^!date\^/u.test(inside)) return 'date';
  if (/^@[UW][A-Z0-9]+(?:\||$)/u.test(inside)) return 'user';
  if (/^#[CG][A-Z0-9]+(?:\||$)/u.test(inside)) return 'channel';
  const link = /^((?:https?|mailto|tel|slack):[^|]+)(?:\|(.*))?$/u.exec(inside);
  if (!link) return undefined;
  const [, target = '', label] = link;
  return label !== undefined && isOtherAddress(target, label) ? 'disguised-link' : 'link';
}

function isOtherAddress(target: string, label: string): boolean {
  return /^https?:\/\//u.test(label) && !target.startsWith(label);
}

function autoParsed(text: string): LiveMarkup[] {
  const broadcasts = [...text.matchAll(/(?<![\w@])@(?:channel|here|everyone)\b/gu)];
  const links = [...text.matchAll(/\bhttps?:\/\/[^\s<>]+/gu)];
  return [
    ...broadcasts.map(([found]) => ({ kind: 'broadcast' as const, text: found })),
    ...links.map(([found]) => ({ kind: 'link' as const, text: found })),
  ];
}
