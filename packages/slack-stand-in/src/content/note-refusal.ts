import type { Journal } from '../journal.ts';
import { asObject } from '../json.ts';
import type { Answer } from '../web-api/web-api-method.ts';

/** Refusals that are a fault of the one who called, not of the world: they are problems. */
const callerFaults: readonly unknown[] = [
  'duplicate_external_id',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'no_text',
  'push_limit_reached',
  'view_too_large',
];

/** Notes an answer that says the app sent what it should not have sent. */
export function noteRefusal(
  journal: Journal,
  method: string,
  { error, response_metadata: more }: Answer,
): void {
  if (!callerFaults.includes(error)) return;
  const messages = asObject(more)?.messages;
  journal.note(method, [error, ...(Array.isArray(messages) ? messages : [])].join(' '));
}
