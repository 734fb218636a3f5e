import type { RequestEvent } from '../events.ts';
import type { RequestId, WorkspaceId } from '../ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Request } from '../request.ts';

/** What was decided on the newest state: events to append, or none and why. */
export type Decision<Nothing> =
  | { readonly kind: 'append'; readonly events: readonly RequestEvent[] }
  | { readonly kind: 'nothing'; readonly why: Nothing };

export type Decided<Nothing> =
  | { readonly kind: 'appended'; readonly before: Request; readonly request: Request }
  | { readonly kind: 'nothing'; readonly why: Nothing; readonly request: Request }
  | { readonly kind: 'not-found' };

/**
 * Decides on the newest state of a request and appends that, over whatever others append meanwhile. A request of
 * another workspace is not found. Throws LedgerUnavailable.
 */
export async function decideOn<Nothing>(
  ledger: Ledger,
  workspaceId: WorkspaceId,
  requestId: RequestId,
  decide: (request: Request) => Decision<Nothing>,
): Promise<Decided<Nothing>> {
  for (;;) {
    const request = await ledger.load(requestId);
    if (request === null || request.workspaceId !== workspaceId) return { kind: 'not-found' };
    const decision = decide(request);
    if (decision.kind === 'nothing') return { ...decision, request };
    const appended = await ledger.append(request, decision.events);
    if (appended.kind === 'appended') return { kind: 'appended', before: request, request: appended.request };
  }
}
