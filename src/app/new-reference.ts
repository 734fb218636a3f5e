import { randomBytes } from 'node:crypto';

/** Short enough to be read out on the phone, long enough never to be two. */
export function newReference(): string {
  return `ws-${randomBytes(5).toString('hex')}`;
}
