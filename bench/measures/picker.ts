import { figure, Rounds } from '../figures.ts';
import { deliver } from '../load/post.ts';
import type { Measure } from '../stage.ts';
import { quantile } from '../stats.ts';
import type { Seen } from '../world/protocol.ts';
import type { World } from '../world/world.ts';

const candidates = 10_000;
const patienceMs = 30_000;

/** The picker over a number that is in very many groups: until it can be used, and how fast its menu answers. */
export const picker: Measure = {
  name: 'picker',
  async run(stage) {
    const moreGroups = stage.effort.isShort ? 500 : candidates;
    const world = await stage.world({ people: 4, moreGroups });
    const peer = await stage.peer('ours', world);
    const cold = new Rounds();
    const warm = new Rounds();
    const suggested = new Rounds();
    const first = await openPicker(world, peer.url);
    cold.add('ours', first.toFilledMs);
    for (let round = 0; round < stage.effort.rounds; round += 1) {
      const { toFilledMs, viewId } = await openPicker(world, peer.url);
      warm.add('ours', toFilledMs);
      if (viewId === null) continue;
      const times: number[] = [];
      for (let index = 0; index < stage.count(20, 5); index += 1) {
        const typed = `00${10 + (index % 80)}`;
        const minted = await world.mint({ kind: 'suggestion', person: 0, viewId, typed });
        const { ackMs, status } = await deliver(peer.url, minted);
        times.push(status === 200 ? ackMs : Number.POSITIVE_INFINITY);
      }
      suggested.add('ours', quantile(times, 0.5));
    }
    const head = (what: string) => ({
      measure: picker.name,
      what: `${what}, ${moreGroups.toLocaleString('en')} groups`,
      unit: 'ms',
    });
    return [
      figure(head('command → usable, cold'), cold),
      figure(head('command → usable, warm'), warm),
      figure(head('typed → options'), suggested),
    ];
  },
};

async function openPicker(world: World, url: string): Promise<{ toFilledMs: number; viewId: string | null }> {
  const minted = await world.mint({ kind: 'command', person: 0, text: '' });
  const filling = new Promise<Seen | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), patienceMs);
    const stop = world.watch((seen) => {
      if (!seen.canBeSent || seen.isRefused) return;
      clearTimeout(timer);
      stop();
      resolve(seen);
    });
  });
  const { sentAt } = await deliver(url, minted);
  const filled = await filling;
  return { toFilledMs: filled === null ? Number.NaN : filled.at - sentAt, viewId: filled?.viewId ?? null };
}
