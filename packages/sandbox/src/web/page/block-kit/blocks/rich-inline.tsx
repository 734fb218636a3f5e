import type { ComponentChildren } from 'preact';
import { emojiCharacter } from '../../mrkdwn/emoji.ts';
import { Emoji } from '../../mrkdwn/emoji.tsx';
import { Link } from '../../mrkdwn/link.tsx';
import { Mention } from '../../mrkdwn/mention.tsx';
import { SlackDate } from '../../mrkdwn/slack-date.tsx';
import { asJson, asString, type Json } from '../json.ts';
import type { Names } from '../surface.ts';

/** What is known inside rich text, by the fields each kind must have. */
const needed: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  link: ['url'],
  user: ['user_id'],
  channel: ['channel_id'],
  usergroup: ['usergroup_id'],
  broadcast: ['range'],
  emoji: ['name'],
  date: ['format'],
};

const styles = ['bold', 'italic', 'strike', 'code'] as const;
const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code' } as const;

/** Whether it is a piece that can be drawn; a style nobody knows cannot. */
export function isInline(candidate: Json | null): candidate is Json {
  const fields = needed[asString(candidate?.type)];
  if (candidate === null || fields === undefined) return false;
  const style = asJson(candidate.style) ?? {};
  const isKnownStyle = Object.keys(style).every((name) => styles.some((one) => one === name));
  return fields.every((field) => typeof candidate[field] === 'string') && isKnownStyle;
}

/** One piece of a line of rich text. */
export function RichInline({ element, names }: { readonly element: Json; readonly names: Names }) {
  const style = asJson(element.style) ?? {};
  return styles
    .filter((name) => style[name] === true)
    .reduce<ComponentChildren>(
      (inside, name) => {
        const Tag = tags[name];
        return <Tag>{inside}</Tag>;
      },
      bare(element, names),
    ) as preact.JSX.Element;
}

function bare(element: Json, names: Names): ComponentChildren {
  const source = '';
  switch (element.type) {
    case 'link':
      return <Link url={asString(element.url)}>{asString(element.text) || asString(element.url)}</Link>;
    case 'user':
      return <Mention mention={{ source, kind: 'user', id: asString(element.user_id) }} names={names} />;
    case 'channel':
      return (
        <Mention mention={{ source, kind: 'channel', id: asString(element.channel_id) }} names={names} />
      );
    case 'usergroup':
      return (
        <Mention mention={{ source, kind: 'user-group', id: asString(element.usergroup_id) }} names={names} />
      );
    case 'broadcast':
      return (
        <Mention mention={{ source, kind: 'broadcast', range: asString(element.range) }} names={names} />
      );
    case 'emoji': {
      const name = asString(element.name);
      const character = emojiCharacter(name);
      return character === undefined ? `:${name}:` : <Emoji emoji={{ kind: 'emoji', name, character }} />;
    }
    case 'date': {
      const { timestamp, format, fallback } = element;
      const at = typeof timestamp === 'number' ? timestamp : null;
      const date = { source, kind: 'date', at, format: asString(format), url: null } as const;
      return <SlackDate date={{ ...date, fallback: asString(fallback) }} />;
    }
    default:
      return asString(element.text);
  }
}
