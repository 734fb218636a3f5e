/** Longer texts are cut before anything looks at them. */
const mostCharacters = 5_000;
const mostListed = 20;

/** What the API itself says in an answer: hints are looked for here and nowhere else. */
export interface Sentences {
  readonly message: string | null;
  readonly error: string | null;
  /** How WAHA wraps a fault of its engine. */
  readonly exception: string | null;
}

/** The sentences of a parsed body that is not nested too deeply; a text answer is one message. */
export function sentencesIn(parsed: unknown): Sentences {
  if (typeof parsed === 'string') return { message: sentence(parsed), error: null, exception: null };
  if (typeof parsed !== 'object' || parsed === null) return { message: null, error: null, exception: null };
  const { message, error, exception } = parsed as { message?: unknown; error?: unknown; exception?: unknown };
  return { message: sentence(message), error: sentence(error), exception: sentence(exception) };
}

function sentence(value: unknown): string | null {
  if (typeof value === 'string') return value.trim().slice(0, mostCharacters) || null;
  if (Array.isArray(value)) {
    const words = value.slice(0, mostListed).flatMap((one) => sentence(one) ?? []);
    return words.join(' ').slice(0, mostCharacters) || null;
  }
  if (typeof value === 'object' && value !== null && 'message' in value) return sentence(value.message);
  return null;
}
