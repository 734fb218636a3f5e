import type { Keyv } from 'keyv';
import { z } from 'zod';
import type { RequestId } from '../../leaving/ids.ts';

/** Where a card can be shown, in the order they are tried. */
export const cardPlaces = ['channel', 'response-url', 'direct-message', 'audit-channel', 'nowhere'] as const;
export type CardPlace = (typeof cardPlaces)[number];

/** What Slack holds of a request: kept apart from the ledger, because losing it costs a second card and nothing else. */
const CardRecord = z.object({
  v: z.literal(1),
  place: z.enum(cardPlaces),
  /** The message that is edited; null where none can be. */
  message: z.object({ channel: z.string(), ts: z.string() }).nullable(),
  /** Digest of what is shown now; null before the first post. */
  shown: z.string().nullable(),
  wasPostedAgain: z.boolean(),
  /** Messages of the final list already in the thread. */
  continuedCount: z.number().int().nonnegative(),
  audit: z.enum(['told', 'not-told', 'no-audit-channel']).nullable(),
});
export type CardRecord = z.infer<typeof CardRecord>;

const freshRecord: CardRecord = {
  v: 1,
  place: 'channel',
  message: null,
  shown: null,
  wasPostedAgain: false,
  continuedCount: 0,
  audit: null,
};

const keptForMs = 30 * 24 * 60 * 60_000;

export interface CardRecords {
  /** A fresh record when there is none. */
  get(requestId: RequestId): Promise<CardRecord>;
  /** Upsert; kept for 30 days. */
  put(requestId: RequestId, record: CardRecord): Promise<void>;
}

export function createCardRecords(keyv: Keyv): CardRecords {
  return {
    async get(requestId) {
      const stored: unknown = await keyv.get(requestId);
      return stored === undefined ? freshRecord : CardRecord.parse(stored);
    },
    async put(requestId, record) {
      await keyv.set(requestId, record, keptForMs);
    },
  };
}
