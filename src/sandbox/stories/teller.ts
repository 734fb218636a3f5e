import type { Bench } from '../bench.ts';
import { drawMessage } from '../transcript/draw-message.ts';
import { drawModal } from '../transcript/draw-modal.ts';
import type { Names } from '../transcript/read-mrkdwn.ts';

const patienceMs = 15_000;
const betweenLooksMs = 20;

/** A step of a story that did not come true; the message says which. */
export class StepFailed extends Error {
  override name = 'StepFailed';
}

/** Tells a story as it happens: what people do, and what they then see. */
export interface Teller {
  say(line: string): void;
  /** Draws the topmost open modal of a person. */
  showModal(userId: string): void;
  /** Draws the newest message of a channel, without its thread. */
  showNewestMessage(channelId: string): void;
  /** Draws the replies in the threads of a channel. */
  showThreads(channelId: string): void;
  /** Waits until something is true; throws StepFailed with the step's name when it does not come true in time. */
  waitFor<T>(step: string, look: () => T | undefined | false): Promise<T>;
  /** Throws StepFailed unless the app took a delivery in time. Prints how fast it answered. */
  acknowledged(
    step: string,
    delivery: { readonly status: number; readonly ackMs: number; readonly timedOut: boolean },
  ): void;
}

export function createTeller(bench: Bench, print: (line: string) => void): Teller {
  const { world } = bench.slack;
  const names: Names = {
    user: (userId) => safely(() => world.user(userId).realName, userId),
    channel: (channelId) => safely(() => world.channel(channelId).name, channelId),
  };
  return {
    say: (line) => print(line),
    showModal(userId) {
      const view = world.viewsOf(userId).at(-1);
      if (view === undefined) throw new StepFailed(`${names.user(userId)} has no modal open`);
      for (const line of drawModal(view.content, names, typedIn(view.state), view.errors)) print(line);
    },
    showNewestMessage(channelId) {
      const message = world.messagesIn(channelId).findLast(({ threadTs }) => threadTs === null);
      if (message === undefined) throw new StepFailed(`#${names.channel(channelId)} is empty`);
      for (const line of drawMessage(message, `#${names.channel(channelId)}  Wasend`, names)) print(line);
    },
    showThreads(channelId) {
      for (const message of world.messagesIn(channelId).filter(({ threadTs }) => threadTs !== null)) {
        for (const line of drawMessage(message, `#${names.channel(channelId)}  Wasend, in the thread`, names))
          print(line);
      }
    },
    async waitFor(step, look) {
      const giveUpAt = performance.now() + patienceMs;
      for (;;) {
        const seen = look();
        if (seen !== undefined && seen !== false) return seen;
        if (performance.now() > giveUpAt)
          throw new StepFailed(`This did not happen within ${patienceMs / 1000} s: ${step}`);
        await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
      }
    },
    acknowledged(step, { status, ackMs, timedOut }) {
      if (timedOut || status !== 200)
        throw new StepFailed(`${step}: the app answered ${timedOut ? 'too late' : status}`);
      print(`  (acknowledged in ${ackMs.toFixed(0)} ms)`);
    },
  };
}

function typedIn(state: unknown): ReadonlyMap<string, string> {
  const typed = new Map<string, string>();
  for (const [blockId, actions] of Object.entries(
    state as Record<string, Record<string, { value?: unknown }>>,
  )) {
    const value = Object.values(actions)[0]?.value;
    if (typeof value === 'string') typed.set(blockId, value);
  }
  return typed;
}

function safely(look: () => string | undefined, otherwise: string): string {
  try {
    return look() ?? otherwise;
  } catch {
    return otherwise;
  }
}
