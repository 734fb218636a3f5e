import { fileURLToPath } from 'node:url';

/** Who is measured side by side, from the floor to ours. */
export const peerNames = ['node-http', 'bolt-ack', 'bolt-append', 'tutorial', 'ours'] as const;

/** Everybody with a column in the table: ours a second time, where its stores are measured side by side. */
export const columns = [...peerNames, 'ours-postgres'] as const;
export type PeerName = (typeof columns)[number];

/** Those that open a modal and leave a group. */
export const wholePeers = ['tutorial', 'ours'] as const satisfies readonly PeerName[];

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What is run for each; all take the same environment and print one line of JSON with `"msg":"ready"` and their port. */
export const peerFiles = {
  'node-http': fileOf('node-http.ts'),
  'bolt-ack': fileOf('bolt-ack.ts'),
  'bolt-append': fileOf('bolt-append.ts'),
  tutorial: fileOf('tutorial.ts'),
  ours: fileOf('../../src/app/start.mjs'),
  'ours-postgres': fileOf('../../src/app/start.mjs'),
} as const satisfies Record<PeerName, string>;

/** Where each takes deliveries. */
export const deliveryPath = '/slack/events';
