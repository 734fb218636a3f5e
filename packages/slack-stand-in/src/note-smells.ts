import { isRecord } from './block-kit/checks.ts';
import { findLiveMarkup, type LiveMarkup } from './find-live-markup.ts';
import type { Journal } from './journal.ts';
import type { Workspace } from './workspace.ts';

/** Notes what Slack accepts and people would mind: pings of a whole channel, mentions of nobody, disguised links. */
export function noteSmells(
  journal: Journal,
  method: string,
  workspace: Workspace,
  content: { readonly text?: string | undefined; readonly blocks?: unknown },
): void {
  const found = [...findLiveMarkup(content.text ?? ''), ...markupIn(content.blocks)];
  for (const markup of found.filter((one) => isUnwelcome(one, workspace))) {
    journal.note(method, `live ${markup.kind} in a text: ${markup.text}`);
  }
}

function markupIn(value: unknown): LiveMarkup[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (!isRecord(value)) return [];
  if (value.type === 'mrkdwn' && typeof value.text === 'string') {
    return findLiveMarkup(value.text, { verbatim: value.verbatim === true });
  }
  return Object.values(value).flatMap(markupIn);
}

function isUnwelcome({ kind, text }: LiveMarkup, workspace: Workspace): boolean {
  if (kind === 'user') return !workspace.users.has(/^<@([A-Z0-9]+)/u.exec(text)?.[1] ?? '');
  return kind === 'broadcast' || kind === 'user-group' || kind === 'disguised-link';
}
