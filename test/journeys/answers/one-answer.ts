import type { LeaveStatus } from '../../../src/leaving/leave.ts';
import type { LeaveAnswer } from '../../../src/leaving/outcome.ts';
import { House, sessionId } from '../house.ts';
import type { AnswerId, Deed, World } from './answer-group.ts';
import { readAnswerId } from './read-answer-id.ts';

/** What became of one leave, read from the ledger, from Wasend and from the card. */
export interface Outcome {
  /** How the first answer was taken. */
  readonly answer: LeaveAnswer | undefined;
  readonly status: string;
  /** Seconds after the newest answer, one for each look. */
  readonly looks: readonly number[];
  readonly calls: number;
  readonly firstLine: string;
  /** All the card says. */
  readonly card: string;
}

/** Leaves one group through the whole app, where the first call is answered like this. */
export async function leaveWith(id: AnswerId, deed: Deed, world: World): Promise<Outcome> {
  const house = await House.start({ HOLD_SECONDS: '0' });
  try {
    const group = house.group();
    await house.openModal(group.id);
    const does = deed === 'done-later' ? 'later' : deed === 'done';
    house.wasend.faults.next(readAnswerId(id), { route: 'leave', groupId: group.id, does });
    bring(world, group.id, house);
    await house.confirm();
    if (world === 'session-starts') {
      await house.until('a second ask, and its look', () => hasLookedAfterSecondAsk(house), 1_000);
      house.wasend.world.setStatus(sessionId, 'WORKING');
    }
    await house.told(1_000);
    return await outcomeIn(house);
  } finally {
    await house.end();
  }
}

function hasLookedAfterSecondAsk({ wasend }: House): boolean {
  const second = wasend.leaveCalls()[1];
  const after = second === undefined ? [] : wasend.journal.slice(wasend.journal.indexOf(second) + 1);
  return after.some(({ route, endedAt }) => route === 'session' && endedAt !== null);
}

/** What has become true since the preview. */
function bring(world: World, groupId: string, { wasend }: House): void {
  switch (world) {
    case 'as-it-was':
      break;
    case 'owner':
      wasend.world.addUs(groupId, sessionId, 'owner');
      break;
    case 'session-stopped':
      wasend.world.setStatus(sessionId, 'STOPPED');
      break;
    case 'session-starts':
      wasend.world.setStatus(sessionId, 'STARTING');
      break;
    case 'session-gone':
      wasend.faults.next('404-session', { route: 'session', times: Number.POSITIVE_INFINITY });
      break;
  }
}

/** The newest request as it ended. */
export async function outcomeIn(house: House): Promise<Outcome> {
  const { requestId, leaves } = await house.newestRequest();
  const entries = await house.storage.ledger.entries(requestId);
  const answers = entries.flatMap(({ event }) => (event.type === 'answered' ? [event.answer] : []));
  const answeredAt = entries.findLast(({ event }) => event.type === 'answered')?.at ?? 0;
  const looks = entries.filter(({ event, at }) => event.type === 'looked' && at >= answeredAt);
  const [leave] = leaves;
  if (leave === undefined) throw new Error('No group was asked for');
  return {
    answer: answers[0],
    status: statusWord(leave.status),
    looks: looks.map(({ at }) => Math.round((at - answeredAt) / 1_000)),
    calls: house.wasend.leaveCalls().length,
    firstLine: house.firstLine(),
    card: house.card(),
  };
}

function statusWord(status: LeaveStatus): string {
  switch (status.kind) {
    case 'left':
      return status.confirmed ? 'left, confirmed' : 'left, not confirmed';
    case 'refused':
    case 'not-asked':
    case 'set-aside':
      return `${status.kind}: ${status.why}`;
    case 'waiting':
    case 'calling':
    case 'looking':
    case 'already-out':
    case 'still-in':
    case 'not-known':
    case 'stopped':
      return status.kind;
  }
}
