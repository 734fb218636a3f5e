import type { Sentences } from './sentences.ts';

/**
 * Everything this app reads out of the API's prose, in one place. Each is a hint: it decides the order of looking and
 * whether a refusal can be one that only an outsider gets, never an end. Paths and ids are taken out first, for error
 * bodies repeat them (`/session_01/groups/…`).
 */

const routeMiss = /\bcannot (?:get|post)\b|\bno route\b|\broute \S+ not found|\broute not found/i;
const paths = /(?:https?:\/\/|\/)\S+/gi;
const ids = /[^\s@]{0,64}@(?:g\.us|c\.us|s\.whatsapp\.net|lid)\b/gi;

/** WhatsApp's own limit on one number, as whatsmeow and Baileys pass it on. */
export function namesNumberLimit(sentences: Sentences): boolean {
  return stated(sentences).some((text) => /\brate-overlimit\b/i.test(text));
}

/** True when the sentence is about the session; the session's own read decides. */
export function isAboutSession(sentences: Sentences): boolean {
  return stated(sentences).some((text) => /\bsession\b/i.test(text));
}

/** True when the sentence says that the session is not there. */
export function saysNoSuchSession(sentences: Sentences): boolean {
  if (isRouteMiss(sentences)) return false;
  return stated(sentences).some((text) =>
    /\bsession\b.{0,60}\b(?:not (?:be )?found|does(?: not|n['’]t) exist)|\b(?:did ?n['’]t|did not|could not|cannot) find\b.{0,20}\bsession\b|\b(?:no such|unknown) session\b/is.test(
      text,
    ),
  );
}

/** A framework's "no such route", which says nothing about any group or session. */
export function isRouteMiss({ message, error, exception }: Sentences): boolean {
  return [message, error, exception].some((text) => text !== null && routeMiss.test(text));
}

/** True when the sentence itself says that the group, or our membership in it, is not there. */
export function saysOutside(sentences: Sentences): boolean {
  return stated(sentences).some((text) => outside.some((one) => one.test(text)));
}

const outside: readonly RegExp[] = [
  /\bgroup\b(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+(?:not (?:be )?found|do(?:es)?(?: not|n['’]t) exist|no longer exists?)\b/i,
  /\b(?:no such|unknown) group\b/i,
  /(?:\bnot|n['’]t|\bno longer)(?: an?| the| any| part of the)? (?:members?|participants?|participating)\b/i,
  /\b(?:not|no longer) (?:in|part of) (?:the|this|that|any) group\b/i,
  /\balready left\b/i,
];

/** Whatsmeow's own words for one who is outside, which WAHA wraps into a 500: nothing else may stand beside them. */
export function isEnginesOutside({ message, error, exception }: Sentences): boolean {
  const said = [message, error, exception].filter(
    (text) => text !== null && !/^internal server error$/i.test(text),
  );
  return said.length > 0 && said.every((text) => engineWords.has((text ?? '').replace(/^\d+ [A-Z_]+: /, '')));
}

// https://github.com/tulir/whatsmeow/blob/main/errors.go
const engineWords: ReadonlySet<string> = new Set([
  "you're not participating in that group",
  'that group does not exist',
]);

function stated({ message, error, exception }: Sentences): string[] {
  return [message, error, exception].flatMap((text) =>
    text === null ? [] : [text.replace(paths, ' ').replace(ids, ' ')],
  );
}
