import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const secretFields = [
  'apiKey',
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'stateSecret',
  'encryptionKey',
  'authorization',
  'Authorization',
  'responseUrl',
  'response_url',
];

/** Tokens by their shape, wherever they stand; Slack's are xoxb-, xoxe., xapp- and kin. */
const tokenShapes =
  /\b(?:xox[a-z](?:[.-][A-Za-z0-9]+)+|xapp-[A-Za-z0-9-]+|xwfp-[A-Za-z0-9-]+)|Bearer [^\s"\\]+/g;

export interface LoggerOptions {
  readonly level: string;
  /** Values that must never be written, whatever field they hide in. */
  readonly secrets: readonly string[];
  /** Where lines go; standard output when left out. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines with three nets under them: secret fields are censored by name, errors are cut down to type, message,
 * code and stack, and every finished line is searched for known secrets and token shapes.
 */
export function createLogger({ level, secrets, destination }: LoggerOptions): Logger {
  const known = secrets.filter((secret) => secret.length >= 6);
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[secret]' },
    serializers: { error: describeError, err: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => scrub(line, known) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Replaces every known secret and everything shaped like a token. */
function scrub(line: string, known: readonly string[]): string {
  let clean = line.replace(tokenShapes, '[secret]');
  for (const secret of known) clean = clean.replaceAll(secret, '[secret]');
  return clean;
}

/** Errors of HTTP clients carry whole requests; only what names the fault is kept. */
function describeError(error: unknown, depth = 0): unknown {
  if (!Error.isError(error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
