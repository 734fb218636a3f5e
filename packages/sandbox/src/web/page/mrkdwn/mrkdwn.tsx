import type { JSX } from 'preact';
import type { Names } from '../block-kit/surface.ts';
import { Emoji } from './emoji.tsx';
import { Link } from './link.tsx';
import { Mention } from './mention.tsx';
import { SlackDate } from './slack-date.tsx';
import { tokenize } from './tokenize.ts';
import type { Format, Token } from './tokens.ts';

export interface MrkdwnProps {
  readonly text: string;
  /** False where Slack may find bare links and @here by itself: in text objects that do not say `verbatim`. */
  readonly verbatim: boolean;
  readonly names: Names;
}

/** A mrkdwn text as the reader's Slack draws it. Whatever is live in it looks so; nothing of it is ever markup of the page. */
export function Mrkdwn({ text, verbatim, names }: MrkdwnProps) {
  return <Tokens tokens={tokenize(text, { verbatim })} names={names} />;
}

const tags = {
  bold: 'b',
  italic: 'i',
  strike: 's',
  code: 'code',
  'code-block': 'pre',
  quote: 'blockquote',
} as const satisfies Record<Format, keyof JSX.IntrinsicElements>;

interface Drawn {
  readonly names: Names;
}

function Tokens({ tokens, names }: Drawn & { readonly tokens: readonly Token[] }) {
  return (
    <>
      {tokens.map((token, index) => (
        <OneToken key={index} token={token} names={names} />
      ))}
    </>
  );
}

function OneToken({ token, names }: Drawn & { readonly token: Token }) {
  switch (token.kind) {
    case 'text':
      return <>{token.text}</>;
    case 'emoji':
      return <Emoji emoji={token} />;
    case 'link':
      return <Link url={token.url}>{token.label}</Link>;
    case 'date':
      return <SlackDate date={token} />;
    case 'user':
    case 'channel':
    case 'user-group':
    case 'broadcast':
      return <Mention mention={token} names={names} />;
    case 'bold':
    case 'italic':
    case 'strike':
    case 'code':
    case 'code-block':
    case 'quote': {
      const Tag = tags[token.kind];
      return (
        <Tag>
          <Tokens tokens={token.content} names={names} />
        </Tag>
      );
    }
  }
}
