import type { HttpResult } from './http-call.ts';
import { saidIn } from './said.ts';

/** An HTTP answer read as far as it can be. */
export interface AnswerText {
  /** Parsed JSON, plain text as a string, null for nothing; undefined when it cannot be read. */
  readonly parsed: unknown;
  readonly said: string | null;
  /** Everything it says, in lower case: for hints only, never shown. */
  readonly hint: string;
  readonly isHtml: boolean;
}

export function readAnswer({
  body,
  contentType,
  isWhole,
}: Extract<HttpResult, { kind: 'answer' }>): AnswerText {
  const text = body.trim();
  const isHtml = /html/i.test(contentType) || /^<(?:!doctype|html|head|body)/i.test(text);
  if (!isWhole || isHtml) return { parsed: undefined, said: null, hint: '', isHtml };
  const parsed = parse(text, contentType);
  return { parsed, said: saidIn(parsed), hint: text.toLowerCase().slice(0, 10_000), isHtml };
}

function parse(text: string, contentType: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return /json/i.test(contentType) ? undefined : text;
  }
}
