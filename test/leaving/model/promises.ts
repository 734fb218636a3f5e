import type { Leave } from '../../../src/leaving/leave.ts';
import { nextLookAt } from '../../../src/leaving/looking.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { approvalState } from '../../../src/leaving/rules/approval-state.ts';
import { putAsideNow } from '../../../src/leaving/rules/judge-at-call.ts';
import { protectedBy } from '../../../src/leaving/rules/protected-groups.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import type { MortalProcess } from './mortal-process.ts';
import { certainlyNothing, type WhatsAppWorld, type WorldCall } from './whatsapp-world.ts';

const minuteMs = 60_000;
const longestHoldMs = 20_000;

export interface Bounds {
  readonly limit: number;
  /** The shortest gap that was ever in force (ms). */
  readonly gapMs: number;
  /** Calls before the one of this index bear on nothing: whoever knew of them is dead, and the clock was set. */
  readonly countFrom: number;
  /** The number that was confirmed for a call. */
  readonly shownOf: (call: WorldCall) => string;
  /** Whether the machine's time has never been set forward: then gaps and caps are by another time than the one that passed. */
  readonly isTimeTrue: boolean;
}

/** What is promised of a call, looked at as it begins. Answers what is broken. */
export async function brokenByCall(
  request: Request,
  call: WorldCall,
  process: MortalProcess,
  world: WhatsAppWorld,
  bounds: Bounds,
): Promise<string[]> {
  const broken: string[] = [];
  const stored = await process.storage.ledger.load(request.requestId);
  const leave = stored?.leaves.find(({ group }) => group.groupId === call.groupId);
  const { settings, revision } = await process.rules.get(request.workspaceId);
  const claimed = process.claimed.get(request.requestId);
  if (stored === null || leave?.status.kind !== 'calling') broken.push('3: called without a record');
  else {
    // What came between claim and call came too late: the call was under way.
    if (claimed?.version === stored.version && stored.ending !== null)
      broken.push('5: called although ended');
    if (claimed?.settingsRevision === revision) broken.push(...brokenRules(stored, leave, settings));
    broken.push(...brokenApproval(stored));
  }
  const shown = request.ask.number.phone ?? '';
  if ([...process.underWay.values()].includes(shown)) broken.push('two calls of one number at once');
  // The session was read a minute before the call at most.
  if (call.phone !== shown && world.pairedAgoMs(request.ask.sessionId) > minuteMs)
    broken.push('11: called with another number than was shown');
  const again = world.calls.filter((one) => one.requestId === call.requestId && one.groupId === call.groupId);
  if (again.some(({ fault }) => !certainlyNothing.includes(fault.class))) broken.push('1: asked twice');
  return [...broken, ...brokenPace(call, shown, settings.dailyCap, world, bounds)];
}

function brokenPace(
  call: WorldCall,
  shown: string,
  dailyCap: number | null,
  world: WhatsAppWorld,
  bounds: Bounds,
): string[] {
  const broken: string[] = [];
  const [lane = ''] = call.place.split(' ');
  const since = (ms: number): WorldCall[] =>
    world.calls.filter(({ monotonicMs }) => call.monotonicMs - monotonicMs <= ms);
  const ofLane = world.calls
    .slice(bounds.countFrom)
    .filter(
      ({ place, monotonicMs }) => place.startsWith(`${lane} `) && call.monotonicMs - monotonicMs <= minuteMs,
    );
  if (ofLane.length >= bounds.limit) broken.push(`4: ${ofLane.length + 1} calls in a minute`);
  if (!bounds.isTimeTrue) return broken;
  const ofNumber = since(15 * minuteMs - 1).filter((one) => bounds.shownOf(one) === shown);
  const last = ofNumber.at(-1);
  if (last !== undefined && ofNumber.length >= 4 && call.monotonicMs - last.monotonicMs < bounds.gapMs)
    broken.push('no gap');
  const ofDay = since(24 * 60 * minuteMs - 1).filter((one) => bounds.shownOf(one) === shown);
  if (dailyCap !== null && ofDay.length >= dailyCap) broken.push('over the daily cap');
  return broken;
}

/** What is promised of a leave that has ended, held against how the world truly is. Answers what is broken. */
export function brokenByEnd(
  request: Request,
  leave: Leave,
  world: WhatsAppWorld,
  isTimeTrue: boolean,
): string | null {
  const phone = request.ask.number.phone ?? '';
  const { groupId } = leave.group;
  const { status } = leave;
  const isIn = world.isMember(phone, groupId);
  const calls = world.calls.filter((one) => one.requestId === request.requestId && one.groupId === groupId);
  switch (status.kind) {
    case 'left':
      return brokenByLeft(leave, isIn);
    case 'already-out':
      return isIn ? '10: said to be out already' : null;
    case 'still-in':
      return isTimeTrue && status.after === 'unknown' && world.isPending(phone, groupId)
        ? '10: said to be in before it was over'
        : null;
    case 'stopped':
    case 'not-asked':
    case 'set-aside':
      return calls.every(({ fault }) => certainlyNothing.includes(fault.class))
        ? null
        : '10: said not to have been asked';
    case 'not-known':
      // A process that dies between record and call leaves nothing else to say.
      return null;
    case 'refused':
      return calls.length === 0 ? '10: said to have been asked' : null;
    case 'waiting':
    case 'calling':
    case 'looking':
      return request.finishedAt === null ? null : '9: ended without an end';
  }
}

/** What was accepted may be told as left, also by the list's word alone; a confirmation must be true. */
function brokenByLeft({ status, answer }: Leave, isIn: boolean): string | null {
  if (status.kind !== 'left') return null;
  const isAccepted = answer?.class === 'accepted';
  if (isAccepted && (!status.confirmed || status.evidence === 'absent-from-list')) return null;
  return isIn || !status.confirmed ? '10: said to be left' : null;
}

/** Nothing waits longer than its own length, whatever the clock was at a start; looks come in time where they are answered. */
export function brokenByWaiting(request: Request, now: number, looksAnswered: boolean): string[] {
  const { holdUntil, approval, finishedAt, leaves } = request;
  if (finishedAt !== null) return [];
  const looks = leaves.map(nextLookAt).filter((at) => at !== null);
  // A request does one thing at a time, and a call of its own may take ninety seconds.
  const isCalling = leaves.some(({ status }) => status.kind === 'calling');
  return [
    ...(holdUntil > now + longestHoldMs ? ['a hold longer than its own length'] : []),
    ...(approval !== null && approval.until > now + 60 * minuteMs ? ['an approval longer than its own'] : []),
    ...(looks.some((at) => at > now + 100_000) ? ['a look later than its own delay'] : []),
    ...(looksAnswered && !isCalling && looks.some((at) => at < now - 65_000)
      ? ['a look that is not taken']
      : []),
  ];
}

function brokenApproval({ approval, ask, recheckedAt }: Request): string[] {
  if (approval === null) return [];
  const isGiven = approvalState(approval) === 'given' && !approval.approvedBy.includes(ask.by);
  return [
    ...(isGiven ? [] : ['5: called unapproved']),
    ...(recheckedAt === null ? ['5: called unchecked'] : []),
  ];
}

function brokenRules(stored: Request, leave: Leave, settings: WorkspaceSettings): string[] {
  const waiting = { ...stored, leaves: [{ ...leave, status: { kind: 'waiting' as const } }] };
  return [
    ...(settings.stoppedBy === null ? [] : ['5: called although stopped']),
    ...(protectedBy(leave.group, settings) === null ? [] : ['5: called although protected']),
    ...(putAsideNow(waiting, settings).length === 0 ? [] : ['5: called against the rules']),
  ];
}
