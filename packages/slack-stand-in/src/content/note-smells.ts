import { isRecord } from '../block-kit/checks.ts';
import { elementsOf, optionsOf } from '../block-kit/parts-of-blocks.ts';
import { findLiveMarkup, type LiveMarkup } from '../find-live-markup.ts';
import type { Journal } from '../journal.ts';
import type { Workspace } from '../world/workspace.ts';

/** Notes what Slack accepts and people would mind: pings of a whole channel, mentions of nobody, disguised links, twins among options. */
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
  for (const value of twinsIn(content.blocks)) {
    journal.note(method, `two options have the value "${value}": nobody can tell which was chosen`);
  }
}

/** Values that two options of one element have; Slack takes them. */
function twinsIn(blocks: unknown): string[] {
  const elements = Array.isArray(blocks) ? blocks.filter(isRecord).flatMap(elementsOf) : [];
  return elements.flatMap((element) => {
    const values = optionsOf(element).flatMap((option) => (isRecord(option) ? [String(option.value)] : []));
    return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  });
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
