import { z } from 'zod';
import { parseApiKey } from '../leaving/typed/api-key.ts';
import { parseEncryptionKeys } from '../workspaces/sealed/encryption-keys.ts';

/** Schemas of secrets. Their messages say what a right one looks like and never repeat what was given. */

const visibleAscii = /^[\x21-\x7e]+$/;

/** Anything else in a token was copied along with it: a header cannot carry it. */
export const secret = z
  .string()
  .regex(
    visibleAscii,
    'must have only letters, digits and signs of ASCII. Copy it again, without quotes, spaces or line breaks.',
  );

export const signingSecret = z
  .string()
  .regex(
    /^[0-9a-f]{32}$/i,
    'must be 32 hex digits. Copy the “Signing Secret” from your Slack app’s “Basic Information” page.',
  );

export const botToken = z
  .string()
  .regex(
    /^xoxb-[A-Za-z0-9-]+$/,
    'must start with xoxb- and go on with letters, digits and hyphens. Copy the “Bot User OAuth Token” from your Slack app’s “OAuth & Permissions” page.',
  );

export const appToken = z
  .string()
  .regex(
    /^xapp-[A-Za-z0-9-]+$/,
    'must start with xapp- and go on with letters, digits and hyphens. Make an app-level token with the scope connections:write, or leave it out to use HTTP.',
  );

export const stateSecret = secret.min(
  32,
  'must have at least 32 characters. Make one with `openssl rand -hex 32`.',
);

export const apiKey = z.string().transform((text, context) => {
  const key = parseApiKey(text);
  if (key.kind === 'key') return key.apiKey;
  context.addIssue(
    'must be the bare key: only letters, digits and signs of ASCII, without quotes, spaces or Bearer. Copy it again from your Wasend account.',
  );
  return z.NEVER;
});

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
