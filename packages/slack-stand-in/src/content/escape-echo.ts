import { isRecord } from '../block-kit/checks.ts';

/** `&`, `<`, `>` as Slack writes them in what it echoes; what is an entity already stays. */
function escapeText(text: string): string {
  return text
    .replaceAll(/&(?!(?:amp|lt|gt);)/gu, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/**
 * A deep copy with plain text HTML-escaped, as Slack echoes blocks in payloads and answers (slackapi/bolt-python#513).
 * Mrkdwn keeps its markup.
 */
export function escapeEcho(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapeEcho);
  if (!isRecord(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, escapeEcho(field)]));
  const isPlainText = copy.type === 'plain_text' && typeof copy.text === 'string';
  return isPlainText ? { ...copy, text: escapeText(String(copy.text)) } : copy;
}
