import type { Figure } from './figures.ts';
import { type Postgres, startPostgres } from './machine/postgres.ts';
import type { PeerName } from './peers/peers.ts';
import { type Peer, type PeerOptions, startPeer } from './peers/start-peer.ts';
import type { WorldSize } from './world/protocol.ts';
import { World } from './world/world.ts';

/** One thing to measure. */
export interface Measure {
  readonly name: string;
  /** Measures on the stage it is given; what is started there is ended for it. */
  readonly run: (stage: Stage) => Promise<readonly Figure[]>;
}

/** How much is done: enough for ratios, or just enough to see that it works. */
export interface Effort {
  readonly rounds: number;
  /** Multiplies every count. */
  readonly share: number;
  readonly isShort: boolean;
  /** Stores as large as the targets speak of; else they are as large as is made in seconds. */
  readonly isFull: boolean;
  /** How many workspaces a day has; null for as many as the effort is worth. */
  readonly workspaces: number | null;
}

export type PeerChanges = Pick<PeerOptions, 'environment' | 'prepare'> & { readonly isFar?: boolean };

/** What a measure works with: stand-ins and peers of its own, ended with it. */
export class Stage {
  readonly effort: Effort;
  readonly say: (line: string) => void;
  readonly #ending: (() => Promise<void> | void)[] = [];

  constructor(effort: Effort, say: (line: string) => void) {
    this.effort = effort;
    this.say = say;
  }

  /** So much of a count as is done in this run, and at least `least`. */
  count(full: number, least = 4): number {
    return Math.max(least, Math.round(full * this.effort.share));
  }

  async world(size: WorldSize): Promise<World> {
    const world = await World.start(size);
    this.#ending.push(() => world.stop());
    return world;
  }

  async peer(name: PeerName, world: World, { isFar = false, ...changes }: PeerChanges = {}): Promise<Peer> {
    const { slackApiUrl, wasendUrl } = isFar ? world.places.far : world.places;
    const peer = await startPeer(name, { slackApiUrl, wasendUrl, ...changes });
    this.#ending.push(() => peer.stop());
    return peer;
  }

  /** A Postgres of its own; null, after saying why, where none can run. */
  async postgres(): Promise<Postgres | null> {
    try {
      const postgres = await startPostgres();
      this.#ending.push(() => postgres.stop());
      return postgres;
    } catch (error) {
      this.say(
        `Postgres cannot run here, its column stays empty: ${error instanceof Error ? error.message : error}`,
      );
      return null;
    }
  }

  async peers(names: readonly PeerName[], world: World, changes: PeerChanges = {}): Promise<Peer[]> {
    const peers: Peer[] = [];
    for (const name of names) peers.push(await this.peer(name, world, changes));
    return peers;
  }

  /** Every round takes each in turn, another one first each time: what changes on the machine meets all alike. */
  async interleaved<T>(all: readonly T[], work: (one: T, round: number) => Promise<void>): Promise<void> {
    for (let round = 0; round < this.effort.rounds; round += 1) {
      const first = round % all.length;
      for (const one of [...all.slice(first), ...all.slice(0, first)]) await work(one, round);
    }
  }

  async end(): Promise<void> {
    for (const end of this.#ending.toReversed()) await end();
    this.#ending.length = 0;
  }
}
