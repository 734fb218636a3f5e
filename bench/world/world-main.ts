/** Both stand-ins in a process of their own. Whoever forked it asks for payloads and is told of every call. */

import { startSlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { agencyWorkspace } from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { startWasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { startLongWire } from './long-wire.ts';
import { catchDeliveries, mint } from './mint.ts';
import {
  apiKey,
  botToken,
  channelOf,
  groupIdOf,
  groupNameOf,
  personId,
  sessionId,
  signingSecret,
} from './names.ts';
import type { FromWorld, ToWorld, WorldSize } from './protocol.ts';
import { createWatch } from './see.ts';

const { people, moreGroups = 0 }: WorldSize = JSON.parse(process.argv[2] ?? '{}');
const newsEveryMs = 2;
/** Epoch milliseconds to the microsecond, the same in every process of the machine. */
const now = (): number => performance.timeOrigin + performance.now();
const tell = (news: FromWorld): void => void process.send?.(news);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const plain = agencyWorkspace({ botToken });
const slack = await startSlackStandIn({
  signingSecret,
  now,
  strict: false,
  world: {
    workspaces: [
      {
        ...plain,
        users: [
          ...plain.users,
          ...numbers(people).map((person) => ({ id: personId(person), name: `p${person}`, is_admin: true })),
        ],
        channels: [
          ...plain.channels,
          ...numbers(people).map((person) => ({
            id: channelOf(person),
            name: `clients-${person}`,
            members: [personId(person), plain.botUserId],
          })),
        ],
      },
    ],
  },
});
const wasend = await startWasendStandIn({
  now,
  isStrict: false,
  limit: { calls: 1_000_000, windowMs: 1_000, counts: 'leave' },
  world: {
    keys: [{ key: apiKey, sessions: [{ id: sessionId, name: 'Bench', phoneNumber: '+447700900123' }] }],
  },
});
const groups = numbers(people + moreGroups);
for (const group of groups)
  wasend.world.addGroup(sessionId, { id: groupIdOf(group), name: groupNameOf(group) });
catchDeliveries(slack);
const watch = createWatch(slack, wasend);

process.on('message', ({ id, wish }: ToWorld) => {
  if (wish.kind === 'forget') {
    watch.forget();
    for (const group of groups) wasend.world.addUs(groupIdOf(group), sessionId);
    return tell({ kind: 'answer', id, minted: null, fault: null });
  }
  mint(slack, wish).then(
    (minted) => tell({ kind: 'answer', id, minted, fault: null }),
    (error: unknown) => tell({ kind: 'answer', id, minted: null, fault: String(error) }),
  );
});
setInterval(() => {
  const seen = watch.news();
  if (seen.length > 0) tell({ kind: 'seen', seen });
}, newsEveryMs);
process.once('disconnect', () => process.exit(0));

const portOf = (url: string): number => Number(new URL(url).port);
const [slackPort, wasendPort] = await Promise.all([
  startLongWire(portOf(slack.url), 100),
  startLongWire(portOf(wasend.url), 300),
]);
tell({
  kind: 'places',
  places: {
    slackApiUrl: slack.apiUrl,
    wasendUrl: wasend.url,
    far: { slackApiUrl: `http://127.0.0.1:${slackPort}/api/`, wasendUrl: `http://127.0.0.1:${wasendPort}` },
  },
});
