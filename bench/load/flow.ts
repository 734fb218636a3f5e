import type { Peer } from '../peers/start-peer.ts';
import { groupIdOf } from '../world/names.ts';
import type { Seen } from '../world/protocol.ts';
import type { World } from '../world/world.ts';
import { type Acked, deliver } from './post.ts';

/** A modal that is filled and has its button. */
export interface Filled {
  readonly person: number;
  readonly viewId: string;
  readonly ack: Acked;
  /** From the sending of the command to the arrival of `views.open`. */
  readonly toOpenMs: number;
  /** To the arrival of the call that showed what can be confirmed. */
  readonly toFilledMs: number;
}

/** How far a confirmed leave came, counted from the sending of the submission; NaN for what was not seen. */
export interface Left {
  readonly ack: Acked;
  readonly toFirstCallMs: number;
  readonly toCardMs: number;
  readonly toAnswerMs: number;
  readonly toConfirmedMs: number;
}

/** A peer that hangs must not hold up the run: what is not there by then is not seen. */
const patienceMs = 30_000;

/** Somebody types the command for the group of their number, and waits until the modal can be sent. Null when it never could. */
export async function openAndFill(world: World, peer: Peer, person: number): Promise<Filled | null> {
  const { triggerId, ...minted } = await world.mint({ kind: 'command', person, text: groupIdOf(person) });
  let opened: Seen | null = null;
  const filling = seenOf(world, (seen) => {
    if (seen.isRefused) return false;
    if (seen.triggerId === triggerId) opened = seen;
    return opened !== null && seen.viewId === opened.viewId && seen.canBeSent;
  });
  const ack = await deliver(peer.url, { ...minted, triggerId });
  const filled = await filling;
  const open = opened as Seen | null;
  if (filled === null || open === null || open.viewId === null) return null;
  return {
    person,
    viewId: open.viewId,
    ack,
    toOpenMs: open.at - ack.sentAt,
    toFilledMs: filled.at - ack.sentAt,
  };
}

/** What a flow waits for after the confirmation. */
export type Until = 'ack' | 'first-call' | 'answer' | 'confirmed';

/** Confirms what is filled and follows it to where it was asked to. */
export async function confirm(world: World, peer: Peer, filled: Filled, until: Until): Promise<Left> {
  const minted = await world.mint({ kind: 'submission', person: filled.person, viewId: filled.viewId });
  const at: Record<'call' | 'card' | 'answer' | 'confirmed', number> = {
    call: Number.NaN,
    card: Number.NaN,
    answer: Number.NaN,
    confirmed: Number.NaN,
  };
  const note = (name: keyof typeof at, seen: Seen): void => {
    if (Number.isNaN(at[name])) at[name] = seen.at;
  };
  const following = seenOf(world, (seen) => {
    if (seen.group !== filled.person || seen.isRefused) return false;
    if (seen.name === 'leave') note('call', seen);
    if (seen.side === 'slack') note('card', seen);
    if (seen.saysLeft) note('answer', seen);
    if (seen.saysConfirmed) note('confirmed', seen);
    return isThere(at, until);
  });
  const ack = await deliver(peer.url, minted);
  if (until !== 'ack') await following;
  return {
    ack,
    toFirstCallMs: at.call - ack.sentAt,
    toCardMs: at.card - ack.sentAt,
    toAnswerMs: at.answer - ack.sentAt,
    toConfirmedMs: at.confirmed - ack.sentAt,
  };
}

function isThere(at: Readonly<Record<'call' | 'answer' | 'confirmed', number>>, until: Until): boolean {
  switch (until) {
    case 'ack':
      return true;
    case 'first-call':
      return !Number.isNaN(at.call);
    case 'answer':
      return !Number.isNaN(at.answer);
    case 'confirmed':
      return !Number.isNaN(at.confirmed);
  }
}

/** The first call that is looked for; null when none came in time. */
function seenOf(world: World, isIt: (seen: Seen) => boolean): Promise<Seen | null> {
  return new Promise((resolve) => {
    const end = (seen: Seen | null): void => {
      stop();
      clearTimeout(timer);
      resolve(seen);
    };
    const timer = setTimeout(() => end(null), patienceMs);
    const stop = world.watch((seen) => {
      if (isIt(seen)) end(seen);
    });
  });
}
