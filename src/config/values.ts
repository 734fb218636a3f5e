import { z } from 'zod';
import { UserGroupId, UserId } from '../leaving/ids.ts';
import type { Leavers } from '../leaving/rules/settings.ts';
import { parseEncryptionKeys } from '../workspaces/secret-box.ts';

/** One schema for each kind of value in the environment; every message says what a right one looks like. */

const wholeNumber = /^\d{1,9}$/;

export const port = z
  .string()
  .trim()
  .regex(wholeNumber, 'must be a port number from 0 to 65535, for example 3000.')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535, for example 3000.');

export const seconds = z
  .string()
  .trim()
  .regex(wholeNumber, 'must be whole seconds, for example 5; 0 turns it off.')
  .transform(Number)
  .refine((value) => value <= 3_600, 'must be at most 3600 seconds.');

/** `10/60`: leave calls per seconds. */
export const rate = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,4}$/, 'must be leave calls per seconds, for example 10/60.')
  .transform((text) => {
    const [limit, windowSeconds] = text.split('/').map(Number);
    return { limit: limit ?? 10, windowMs: (windowSeconds ?? 60) * 1000 };
  });

/** `20-45`, or one number for a fixed gap; `0` turns it off. */
export const gapSeconds = z
  .string()
  .trim()
  .regex(/^\d{1,4}(-\d{1,4})?$/, 'must be a range of seconds, for example 20-45.')
  .transform((text) => {
    const [from = 0, to = from] = text.split('-').map(Number);
    return { from: from * 1000, to: to * 1000 };
  })
  .refine(({ from, to }) => from <= to, 'must go from the smaller to the larger number, for example 20-45.');

/** Plain HTTP would show the key to everybody on the way; only this machine itself may be reached without TLS. */
export const httpsOrLoopback = z
  .string()
  .trim()
  .refine(
    isHttpsOrLoopback,
    'must be an https:// address; http:// is allowed only to 127.0.0.1, ::1 or localhost.',
  );

function isHttpsOrLoopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
  );
}

export const leavers = z
  .string()
  .trim()
  .transform((text, context): Leavers => {
    if (text === 'admins' || text === 'everyone') return text;
    const ids = text.split(',').map((id) => id.trim());
    const users = ids.filter((id) => /^[UW][A-Z0-9]{2,}$/.test(id)).map((id) => UserId.parse(id));
    const userGroups = ids.flatMap((id) => UserGroupId.safeParse(id).data ?? []);
    if (users.length + userGroups.length === ids.length) return { users, userGroups };
    context.addIssue(
      'must be admins, everyone, or ids of Slack users and user groups with commas, for example U012ABCDEF,S034GHIJKL.',
    );
    return z.NEVER;
  });

export const storeUrl = z
  .string()
  .trim()
  .regex(
    /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
    'must begin with sqlite: and a file, for example sqlite:data/wasend.db.',
  );

export const encryptionKeys = z
  .string({
    error:
      'is missing. Make one with `openssl rand -base64 32`, and keep it: without it stored keys cannot be opened.',
  })
  .transform((text, context) => {
    try {
      return parseEncryptionKeys(text);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : 'cannot be read.');
      return z.NEVER;
    }
  });
