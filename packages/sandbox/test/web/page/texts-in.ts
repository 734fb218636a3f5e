/** A text as it was sent, and how Slack would read it. */
interface SentText {
  readonly kind: 'mrkdwn' | 'plain';
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What is not on the screen before somebody opens it: a dialog that asks again, and the options of a list. */
const unseen = new Set(['confirm', 'options', 'option_groups']);
const withOptionsInSight = new Set(['static_select', 'checkboxes', 'radio_buttons']);

/** Every text that must be read on the screen once this is drawn: of a message, a view, or a part of one. */
export function textsIn(payload: unknown): SentText[] {
  if (Array.isArray(payload)) return payload.flatMap(textsIn);
  if (typeof payload !== 'object' || payload === null) return [];
  const json = payload as Json;
  if (typeof json.text === 'string' && (json.type === 'mrkdwn' || json.type === 'plain_text'))
    return [{ kind: json.type === 'mrkdwn' ? 'mrkdwn' : 'plain', text: json.text }];
  // Preformatted and other rich text.
  if (typeof json.text === 'string' && json.type === 'text') return [{ kind: 'plain', text: json.text }];
  const isOpen = withOptionsInSight.has(String(json.type));
  return Object.entries(json)
    .filter(([name]) => !unseen.has(name) || (isOpen && name === 'options'))
    .flatMap(([name, part]) =>
      name === 'initial_value' && typeof part === 'string'
        ? [{ kind: 'plain' as const, text: part }]
        : textsIn(part),
    );
}

/** Every dialog in it that asks again. */
export function confirmsIn(payload: unknown): Json[] {
  if (Array.isArray(payload)) return payload.flatMap(confirmsIn);
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([name, part]) =>
    name === 'confirm' && typeof part === 'object' ? [part as Json] : confirmsIn(part),
  );
}

/** The parts of a text that are drawn as they stand: what Slack reads in angle brackets is drawn by its meaning. */
export function literalParts({ kind, text }: SentText): string[] {
  return kind === 'plain' ? [text] : text.split(/<[^<>]*>/).map(unescaped);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Without what formats, breaks lines or steers direction: two texts that are alike then hold the same words. */
export function bare(text: string): string {
  return text.replace(/[*_~`>\s\u2060\u2066-\u2069]/gu, '');
}
