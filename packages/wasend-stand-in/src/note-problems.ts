import type { IncomingMessage } from 'node:http';
import type { Route } from './answering/match-route.ts';
import type { Journal } from './journal.ts';

/** Notes what a careful client does not send: see the messages. */
export function noteProblems(
  journal: Journal,
  { headers }: IncomingMessage,
  path: string,
  route: Route | null,
): void {
  const note = (message: string): void => journal.note(path, message);
  if (path.startsWith('/redirected/')) note('A redirect was followed');
  if (route !== 'leave') return;
  const length = Number(headers['content-length'] ?? 0);
  if (length > 0 || headers['transfer-encoding'] !== undefined) note('A leave request carries a body');
  if (headers['content-type'] !== undefined) note('A leave request carries a Content-Type');
  if (headers['x-api-key'] === undefined && !/^Bearer \S+$/.test(headers.authorization ?? ''))
    note('A leave request carries no Bearer key');
}
