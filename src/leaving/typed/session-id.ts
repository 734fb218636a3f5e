import { SessionId } from '../ids.ts';

/** Why a text is no session id. */
export type MalformedSession = 'no-session-id' | 'word-of-the-api';

export type SessionReference =
  | { readonly kind: 'session'; readonly sessionId: SessionId }
  | { readonly kind: 'malformed'; readonly why: MalformedSession };

const grammar = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;

/** First words of Wasend's other routes: a session of that name could never be addressed. */
const routeWords = new Set(['sessions', 'contacts', 'account', 'messages', 'send']);

/** Reads a Wasend `uniqueSessionId`. Never throws; idempotent on its own output. */
export function parseSessionId(input: string): SessionReference {
  const text = input.length > 1_000 ? '' : input.trim();
  if (!grammar.test(text)) return { kind: 'malformed', why: 'no-session-id' };
  if (routeWords.has(text.toLowerCase())) return { kind: 'malformed', why: 'word-of-the-api' };
  return { kind: 'session', sessionId: SessionId.parse(text) };
}
