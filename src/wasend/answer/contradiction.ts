/**
 * True when an answer with a good status says inside that it is none: `success` is false, "false" or 0, or a
 * `statusCode` is 400 or more, in any wrapper. `rows` are not looked into where each stands for itself, as in a list.
 */
export function contradictsItself(parsed: unknown, rows: 'looked-into' | 'left-alone'): boolean {
  if (typeof parsed !== 'object' || parsed === null) return false;
  if (Array.isArray(parsed))
    return rows === 'looked-into' && parsed.some((one) => contradictsItself(one, rows));
  const { success, statusCode } = parsed as { success?: unknown; statusCode?: unknown };
  if (saysFalse(success) || isErrorStatus(statusCode)) return true;
  return Object.values(parsed).some((one) => contradictsItself(one, rows));
}

function saysFalse(success: unknown): boolean {
  if (typeof success === 'string') return /^\s*(?:false|0)\s*$/i.test(success);
  return success === false || success === 0;
}

function isErrorStatus(statusCode: unknown): boolean {
  if (typeof statusCode !== 'number' && typeof statusCode !== 'string') return false;
  return Number(statusCode) >= 400;
}
