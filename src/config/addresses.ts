import { z } from 'zod';
import { withoutHiddenMarks } from '../leaving/typed/hidden-marks.ts';

/**
 * An address calls go to. Plain HTTP would show the key to everybody on the way; only this machine itself may be reached
 * without TLS. Credentials and a query would be lost or break every path made of it. What was given is not repeated: it
 * may hold a password.
 */
export const httpsOrLoopback = z
  .string()
  .overwrite((value) => withoutHiddenMarks(value).trim())
  .pipe(
    z
      .string()
      .refine(isHttpsOrLoopback, {
        error: 'must be an https:// address; http:// is allowed only to 127.0.0.1, ::1 or localhost.',
        abort: true,
      })
      .refine(isBare, 'must be an address without user name, password, query (?…) or fragment (#…).'),
  );

/** The address people reach the app under: it may have a path, which is kept, without the slash at its end. */
export const publicAddress = httpsOrLoopback.transform((address) => address.replace(/\/+$/, ''));

/** The path of an address as a prefix: empty, or `/` and words without a slash at the end. */
export function pathOf(address: string): string {
  return new URL(address).pathname.replace(/\/+$/, '');
}

function isHttpsOrLoopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
  );
}

function isBare(text: string): boolean {
  // Also an empty query or name: whatever stands there was not meant to be lost.
  return !/[?#@]/.test(text);
}
