import { z } from 'zod';

/** Fields of which an odd one costs nobody anything: it falls back to not known. */
export const text = z.string().nullish().catch(null);
export const flag = z.boolean().nullish().catch(null);
export const count = z.coerce.number().int().nonnegative().nullish().catch(null);

const IdObject = z.union([
  z.looseObject({ _serialized: z.string() }).transform(({ _serialized }) => _serialized),
  z
    .looseObject({ user: z.string(), server: z.string() })
    .transform(({ user, server }) => `${user}@${server}`),
]);

/** An id as a string, or as WEBJS writes it: `{server, user, _serialized}`. Null when it is none. */
export function idIn(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null) return null;
  const parsed = IdObject.safeParse(lowerKeys(value));
  return parsed.success && parsed.data !== '' ? parsed.data : null;
}

/** The same fields with their names in lower case: of one level only. */
export function lowerKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
