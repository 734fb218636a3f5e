import { withoutHiddenMarks } from '../leaving/typed/hidden-marks.ts';

/**
 * The environment without what editors, web pages and containers add to it: byte order marks and hidden marks in
 * names, white space and carriage returns around values, one pair of straight quotes. What is empty then counts as not
 * set. Pure.
 */
export function cleanEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const cleaned: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const clean = cleanValue(value ?? '');
    if (clean !== '') cleaned[withoutHiddenMarks(name).trim()] = clean;
  }
  return cleaned;
}

/** `trim` takes byte order marks too. */
function cleanValue(value: string): string {
  const trimmed = value.trim();
  const quoted = /^(["'])([\s\S]*)\1$/.exec(trimmed)?.[2];
  return (quoted ?? trimmed).trim();
}
