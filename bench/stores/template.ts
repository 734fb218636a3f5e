import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirm, openAndFill } from '../load/flow.ts';
import { startPeer } from '../peers/start-peer.ts';
import type { World } from '../world/world.ts';

/** Stores that the app itself has written, with one request each. */
export interface Templates {
  readonly directory: string;
  /** Its request was confirmed, told and closed. */
  readonly ended: string;
  /** Its request is on hold for an hour. */
  readonly open: string;
}

/** Lets the app work once for each, so that whatever a store looks like today, copies of it look the same. */
export async function makeTemplates(world: World): Promise<Templates> {
  const directory = await mkdtemp(join(tmpdir(), 'wasend-slack-bench-stores-'));
  const ended = await work(world, directory, 'ended', {});
  const open = await work(world, directory, 'open', { HOLD_SECONDS: '3600' });
  return { directory, ended, open };
}

async function work(
  world: World,
  directory: string,
  name: 'ended' | 'open',
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { slackApiUrl, wasendUrl } = world.places;
  const kept = join(directory, `${name}.db`);
  const peer = await startPeer('ours', {
    slackApiUrl,
    wasendUrl,
    environment: { ...environment, STORE_URL: `sqlite:${kept}` },
  });
  const filled = await openAndFill(world, peer, 0);
  if (filled === null) throw new Error('The app did not fill a modal');
  await confirm(world, peer, filled, name === 'ended' ? 'confirmed' : 'ack');
  await world.quiet(2_000);
  await peer.stop();
  return kept;
}

/** A store like the template, at another place. */
export async function copyStore(template: string, directory: string): Promise<string> {
  const path = join(directory, 'store.db');
  await copyFile(template, path);
  return path;
}
