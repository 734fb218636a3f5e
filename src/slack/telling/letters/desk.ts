import type { WebClient } from '@slack/web-api';
import type { WorkspaceId } from '../../../leaving/ids.ts';
import type { CardRecord, CardRecords } from '../card-record.ts';
import type { ChannelPace } from '../channel-pace.ts';

/** Where one thing is told from: its workspace's way to Slack, and the time. */
export interface Desk {
  readonly workspaceId: WorkspaceId;
  /** Throws while the workspace's token cannot be had; that counts as a Slack out of reach. */
  readonly client: () => Promise<WebClient>;
  /** Where the workspace is in a browser; null when that is not known. */
  readonly url: string | null;
  /** Posts to the `response_url` of the ask. Throws ResponseUrlRefused, and where there is none. */
  readonly respond: (body: object) => Promise<void>;
  readonly pace: ChannelPace;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Names what is told in every line. */
  readonly logger: Log;
}

type Log = Readonly<Record<'info' | 'warn' | 'error', (detail: object, line: string) => void>>;

/** The record of one thing that is told, read once and written as it goes. */
export interface Book {
  readonly record: () => CardRecord;
  write(change: (record: CardRecord) => CardRecord): Promise<void>;
}

export async function openBook(records: CardRecords, id: string): Promise<Book> {
  let record = await records.get(id);
  return {
    record: () => record,
    async write(change) {
      const changed = change(record);
      if (changed !== record) record = await records.put(id, changed);
    },
  };
}
