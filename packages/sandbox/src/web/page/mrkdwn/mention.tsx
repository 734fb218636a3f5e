import type { Names } from '../block-kit/surface.ts';
import type { LiveToken } from './tokens.ts';

interface MentionProps {
  readonly mention: Extract<LiveToken, { kind: 'user' | 'channel' | 'user-group' | 'broadcast' }>;
  readonly names: Names;
}

/** Somebody who is told, or a channel that is led to, by the name the reader knows. */
export function Mention({ mention, names }: MentionProps) {
  if (mention.kind === 'broadcast') return <span class="mention broadcast">@{mention.range}</span>;
  return (
    <span class="mention" title={mention.id}>
      {mention.kind === 'channel' ? '#' : '@'}
      <bdi>{nameOf(mention.kind, mention.id, names).replace(/^[@#]/u, '')}</bdi>
    </span>
  );
}

function nameOf(kind: 'user' | 'channel' | 'user-group', id: string, names: Names): string {
  if (kind === 'user') return names.user(id);
  return kind === 'channel' ? names.channel(id) : names.userGroup(id);
}
