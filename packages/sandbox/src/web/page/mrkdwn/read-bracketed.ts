import { type LiveToken, readEntities } from './tokens.ts';

/**
 * What stands between `<` and `>`, when Slack brings it to life; undefined when it stays literal. Only the schemes that
 * Slack links are links, so `<javascript:…>` is none.
 */
export function readBracketed(inside: string): LiveToken | undefined {
  const source = `<${inside}>`;
  const broadcast = /^!(channel|here|everyone)(?:\||$)/u.exec(inside)?.[1];
  if (broadcast !== undefined) return { kind: 'broadcast', range: broadcast, source };
  const userGroup = /^!subteam\^([^|]*)/u.exec(inside)?.[1];
  if (userGroup !== undefined) return { kind: 'user-group', id: userGroup, source };
  const user = /^@([UW][A-Z0-9]+)(?:\||$)/u.exec(inside)?.[1];
  if (user !== undefined) return { kind: 'user', id: user, source };
  const channel = /^#([CG][A-Z0-9]+)(?:\||$)/u.exec(inside)?.[1];
  if (channel !== undefined) return { kind: 'channel', id: channel, source };
  if (inside.startsWith('!date^')) return readDate(inside, source);
  return readLink(inside, source);
}

function readLink(inside: string, source: string): LiveToken | undefined {
  const [, target, label] = /^((?:https?|mailto|tel|slack):[^|]+)(?:\|(.*))?$/u.exec(inside) ?? [];
  if (target === undefined) return undefined;
  const url = readEntities(target);
  return {
    kind: 'link',
    url,
    label: label ? readEntities(label) : url.replace(/^(?:mailto|tel):/u, ''),
    source,
  };
}

/** `!date^seconds^format^link|fallback`; the link may be left out. */
function readDate(inside: string, source: string): LiveToken {
  const bar = inside.indexOf('|');
  const [, seconds = '', format = '', url = null] = inside.slice(0, bar < 0 ? undefined : bar).split('^');
  const at = /^-?\d{1,12}$/u.test(seconds) && format !== '' ? Number(seconds) : null;
  const fallback = bar < 0 ? source : readEntities(inside.slice(bar + 1));
  return { kind: 'date', at, format: readEntities(format), url, fallback, source };
}
