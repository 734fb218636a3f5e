import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { systemClock } from '../../../src/clock.ts';
import {
  ChannelId,
  GroupId,
  LaneId,
  RequestId,
  SessionId,
  UserId,
  WorkspaceId,
} from '../../../src/leaving/ids.ts';
import type { Ask } from '../../../src/leaving/ports/ledger.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { atLeast, type Figure, figure, Rounds } from '../../figures.ts';
import { asFastAs } from '../../load/at-rate.ts';
import type { Postgres } from '../../machine/postgres.ts';
import type { PeerName } from '../../peers/peers.ts';
import type { Stage } from '../../stage.ts';
import { spreadOf } from '../../stats.ts';
import { groupIdOf } from '../../world/names.ts';
import { postgres, sqlite } from './judge-both.ts';

const workspaces = 500;
const atOnce = 32;
const wantedPerSecond = 500;

/** How many confirmed requests of many workspaces a store takes, each with its entry, on disk before it is answered. */
export async function appends(stage: Stage, server: Postgres | null): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-bench-appends-'));
  const urls: (readonly [PeerName, string])[] = [[sqlite, `sqlite:${join(directory, 'store.db')}`]];
  if (server !== null) urls.push([postgres, `${server.newStoreUrl()}&pool=20`]);
  const opened: { readonly name: PeerName; readonly storage: Storage }[] = [];
  try {
    for (const [name, url] of urls)
      opened.push({ name, storage: await openStorage({ url, clock: systemClock, newId: ulid }) });
    const perSecond = new Rounds();
    const count = stage.count(2_000, 64);
    await stage.interleaved(opened, async ({ name, storage }) => {
      const { tookMs } = await asFastAs(count, atOnce, (index) => take(storage, index));
      perSecond.add(name, (count * 1000) / tookMs);
    });
    const target = atLeast(spreadOf(perSecond.of(postgres)), wantedPerSecond, '/s on Postgres');
    const head = { measure: 'stores', what: `requests appended, ${atOnce} at once`, unit: '/s' };
    return [figure(head, perSecond, target)];
  } finally {
    for (const { storage } of opened) await storage.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function take({ ledger }: Storage, index: number): Promise<void> {
  const taken = await ledger.ask(askOf(index));
  if (taken.kind !== 'accepted') throw new Error(`An ask was ${taken.kind}`);
}

/** One group, of one of many workspaces with a key and a number of its own; on hold, so that nothing else becomes of it. */
function askOf(index: number): Ask {
  const workspace = index % workspaces;
  const digits = `49151${String(workspace).padStart(8, '0')}`;
  return {
    workspaceId: WorkspaceId.parse(`T0W${String(workspace).padStart(7, '0')}`),
    requestId: RequestId.parse(ulid()),
    event: {
      type: 'requested',
      by: UserId.parse('U0BENCH'),
      channelId: ChannelId.parse('C0BENCH'),
      sessionId: SessionId.parse(`session-${workspace}`),
      number: { phone: `+${digits}`, name: null },
      lane: LaneId.parse(`lane-${workspace}`),
      reason: null,
      auditChannel: null,
      holdUntil: Date.now() + 60 * 60_000,
    },
    groups: [
      {
        groupId: GroupId.parse(groupIdOf(Math.floor(Math.random() * 99_999_999_999))),
        name: 'Bench',
        memberCount: 3,
        standing: 'member',
        before: { as: digits, path: 'group' },
      },
    ],
    approvalFor: () => undefined,
    dailyCap: null,
    settingsRevision: 0,
  };
}
