import { contradictsItself } from './contradiction.ts';
import { isTooDeep } from './depth.ts';
import { type Sentences, sentencesIn } from './sentences.ts';

/** What an answer is, apart from its status. Plain data, so that it may come from another thread. */
export interface Answer {
  /** `unreadable`: torn JSON, too long, cut or nested too deeply. A page of markup is from somebody else. */
  readonly form: 'json' | 'text' | 'empty' | 'markup' | 'unreadable';
  readonly sentences: Sentences;
  readonly contradictsItself: boolean;
  /** How long it asks to wait, in seconds, where its body says so. */
  readonly retryAfterSeconds: number | null;
}

const noSentences: Sentences = { message: null, error: null, exception: null };

/** An answer of which nothing can be read. */
export function unreadAnswer(form: 'empty' | 'markup' | 'unreadable'): Answer {
  return { form, sentences: noSentences, contradictsItself: false, retryAfterSeconds: null };
}

/** Reads a whole body as far as it can be read. `parsed` is undefined unless it is JSON, text or nothing. Never throws. */
export function readAnswer(
  body: Uint8Array,
  contentType: string,
  rows: 'looked-into' | 'left-alone',
): { readonly answer: Answer; readonly parsed: unknown } {
  const text = new TextDecoder().decode(body).trim();
  if (text === '') return { answer: unreadAnswer('empty'), parsed: null };
  if (/html/i.test(contentType) || text.startsWith('<'))
    return { answer: unreadAnswer('markup'), parsed: undefined };
  const parsed = parse(text, contentType);
  if (parsed === undefined || isTooDeep(parsed))
    return { answer: unreadAnswer('unreadable'), parsed: undefined };
  const answer: Answer = {
    form: typeof parsed === 'object' && parsed !== null ? 'json' : parsed === null ? 'empty' : 'text',
    sentences: sentencesIn(parsed),
    contradictsItself: contradictsItself(parsed, rows),
    retryAfterSeconds: retryAfterIn(parsed),
  };
  return { answer, parsed };
}

/** Text that was to be JSON is torn; any other text is a text. */
function parse(text: string, contentType: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return /json/i.test(contentType) || /^[[{]/.test(text) ? undefined : text;
  }
}

function retryAfterIn(parsed: unknown): number | null {
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { retry_after, retryAfter } = parsed as { retry_after?: unknown; retryAfter?: unknown };
  const seconds = Number(retry_after ?? retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
