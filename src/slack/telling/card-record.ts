import { z } from 'zod';
import { readStored } from '../../workspaces/read-stored.ts';
import type { SwappingKeyv } from '../../workspaces/swapping-keyv.ts';
import { rungAt } from './letters/ladder.ts';
import { Letter, unwritten } from './letters/letter.ts';

/**
 * What Slack holds of a request or a note: kept apart from the ledger, because losing it costs a second message and
 * nothing else.
 */
const CardRecord = z.object({
  v: z.literal(2),
  /** Grows with every write, so that two who tell the same thing at once notice. */
  revision: z.number().int().nonnegative(),
  card: Letter,
  /** Everything else that is owed once, by what it is. */
  letters: z.record(z.string(), Letter),
  /** When the end was first said to be (epoch milliseconds). */
  saidEndAt: z.number().int().nullable(),
  /** True once the ladder was begun anew for the end. */
  isEndBegun: z.boolean(),
});
export type CardRecord = z.infer<typeof CardRecord>;

const freshRecord: CardRecord = {
  v: 2,
  revision: 0,
  card: unwritten('channel'),
  letters: {},
  saidEndAt: null,
  isEndBegun: false,
};

/** Layout 1 knew the card's place, one line for the audit channel, and a long list that went on in the thread. */
const RowV1 = z.object({
  place: z.enum(['channel', 'response-url', 'direct-message', 'audit-channel', 'nowhere']),
  message: z.object({ channel: z.string(), ts: z.string() }).nullable(),
  shown: z.string().nullable(),
  wasPostedAgain: z.boolean(),
  audit: z.enum(['told', 'not-told', 'no-audit-channel']).nullable(),
});

const read = readStored('card', CardRecord, [
  (row) => {
    const { place, message, shown, wasPostedAgain, audit } = RowV1.parse(row);
    const isNowhere = place === 'nowhere';
    const card = {
      ...unwritten(isNowhere ? 'channel' : place),
      message,
      shown,
      wasPostedAgain,
      isUsedUp: isNowhere,
    };
    const told = { ...unwritten('audit-channel'), shown: '', rung: rungAt('audit-channel') };
    const letters = audit === null ? {} : { audit: { ...told, isUsedUp: audit === 'not-told' } };
    return { ...freshRecord, card, letters };
  },
]);

const keptForMs = 30 * 24 * 60 * 60_000;

export interface CardRecords {
  /** A fresh record when there is none. */
  get(id: string): Promise<CardRecord>;
  /**
   * Writes over exactly the record that was read, kept for 30 days, and answers it with its new revision. Throws
   * RecordMovedOn where somebody else has written meanwhile.
   */
  put(id: string, record: CardRecord): Promise<CardRecord>;
}

/** Somebody else tells the same thing at the same time. */
export class RecordMovedOn extends Error {
  override name = 'RecordMovedOn';
}

export function createCardRecords(keyv: SwappingKeyv): CardRecords {
  const recordOf = (stored: unknown): CardRecord => (stored === undefined ? freshRecord : read(stored));
  const revisionOf = (stored: unknown): number => recordOf(stored).revision;
  const get = async (id: string): Promise<CardRecord> => recordOf(await keyv.get(id));
  return {
    get,
    async put(id, record) {
      const next = { ...record, revision: record.revision + 1 };
      const isAsRead = (stored: unknown): boolean => revisionOf(stored) === record.revision;
      if (!(await keyv.swap(id, isAsRead, next, keptForMs)))
        throw new RecordMovedOn(`Two tell of ${id} at once`);
      return next;
    },
  };
}
