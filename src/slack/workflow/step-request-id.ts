import { createHash } from 'node:crypto';
import { encodeTime } from 'ulid';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id of the request that a workflow's step asks for: the same for every delivery of the same execution, and
 * sorted by its time as every other one. `eventTs` is Slack's, in seconds.
 */
export function stepRequestId(executionId: string, eventTs: string): string {
  const digest = createHash('sha256').update(executionId).digest();
  const tail = [...digest.subarray(0, 16)].map((byte) => alphabet[byte % 32]).join('');
  return `${encodeTime(Math.floor(Number(eventTs) * 1000), 10)}${tail}`;
}
