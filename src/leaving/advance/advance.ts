import type { GivenUpWhy, RequestEvent } from '../events.ts';
import type { RequestId } from '../ids.ts';
import type { Request } from '../request.ts';
import { callGroup } from './call-group.ts';
import { lookAtGroup } from './look-at-group.ts';
import type { AdvanceMeans } from './means.ts';
import { nextStep } from './next-step.ts';
import { recheck } from './recheck.ts';
import { type Stepped, write } from './write.ts';

/**
 * Takes one step of one request. Answers a time (epoch milliseconds) at which to come again where nothing on record
 * says it, else null. Holds no state: whatever died in between, calling it again is right. A leave that was called and
 * has no answer is never called again; it is settled by looking. Throws what the ledger and the connection throw.
 */
export async function advance(requestId: RequestId, means: AdvanceMeans): Promise<number | null> {
  const request = await means.ledger.load(requestId);
  if (request === null) return null;
  const stepped = await takeStep(request, means);
  return stepped.again;
}

async function takeStep(request: Request, means: AdvanceMeans): Promise<Stepped> {
  const step = nextStep(request, means.now(), means.ledger.isLost);
  switch (step.kind) {
    case 'done':
      return { again: null };
    case 'sleep':
      // A lease that is over by the machine's time, and not by the time that passed, is looked at again soon.
      return { again: Math.max(step.until, means.now() + 1_000) };
    case 'finish':
      return write(request, [{ type: 'finished' }], means);
    case 'expire':
      return write(request, [{ type: 'approval-expired' }], means);
    case 'recheck':
      return recheck(request, means);
    case 'settle-lost-call': {
      const { group, attempts } = step.leave;
      const answer = { class: 'unknown', status: null, said: null } as const;
      return write(request, [{ type: 'answered', groupId: group.groupId, attempt: attempts, answer }], means);
    }
    case 'look':
      return lookAtGroup(request, step.leave, step.dueAt, means);
    case 'call':
      return callGroup(request, step.leave, means);
  }
}

/** Ends what cannot go on: open calls and looks as not known, the rest as not asked. Idempotent. */
export async function giveUp(
  requestId: RequestId,
  why: GivenUpWhy,
  reference: string | null,
  means: Pick<AdvanceMeans, 'ledger' | 'now'>,
): Promise<void> {
  const request = await means.ledger.load(requestId);
  if (request === null || request.finishedAt !== null) return;
  const events: RequestEvent[] = [{ type: 'given-up', why, reference }];
  await write(request, events, means);
}
