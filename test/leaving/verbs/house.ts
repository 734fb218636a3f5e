import { createRequests, type Requests } from '../../../src/leaving/requests.ts';
import { changeRules } from '../../../src/leaving/rules/change-rules.ts';
import type { WorkspaceSettings } from '../../../src/leaving/rules/settings.ts';
import type { AskInput } from '../../../src/leaving/verbs/ask.ts';
import type { VerbMeans } from '../../../src/leaving/verbs/verb-means.ts';
import {
  askedGroup,
  channelId,
  lane,
  mei,
  OpenStore,
  sessionId,
  workspaceId,
} from '../../contracts/open-store.ts';
import { admin } from '../people.ts';

/** The verbs over a real store. */
export class House {
  readonly store: OpenStore;
  readonly requests: Requests;

  private constructor(store: OpenStore) {
    this.store = store;
    this.requests = createRequests(this.means);
  }

  static async open(): Promise<House> {
    return new House(await OpenStore.open());
  }

  get means(): VerbMeans {
    const { ledger, rules, storage, clock } = this.store;
    const { notes, wakes } = storage;
    return { ledger, rules, notes, wakes, pace: { limit: 10, windowMs: 60_000 }, now: () => clock.now() };
  }

  toAsk(numbers: readonly number[], changes: Partial<AskInput> = {}): AskInput {
    return {
      workspaceId,
      requestId: this.store.toAsk(numbers).requestId,
      by: mei,
      person: admin(mei),
      channelId,
      sessionId,
      number: { phone: null, name: null },
      lane,
      groups: numbers.map((number) => askedGroup(number)),
      reason: null,
      auditChannel: null,
      ...changes,
    };
  }

  async rule(changes: Partial<WorkspaceSettings>): Promise<void> {
    const change = { workspaceId, by: mei, tell: [], seenRevision: null };
    await changeRules(this.store.rules, change, (before) => ({ ...before, ...changes }));
  }

  /** What is to be told of everything that was no request, the oldest first. */
  async notes(): Promise<unknown[]> {
    const { wakes, notes } = this.store.storage;
    const options = { limit: 100, lanesFull: [], underWay: [] };
    const due = await wakes.due('tell-note', this.store.clock.now(), options);
    const ids = due.flatMap((one) => (one.kind === 'tell-note' ? [one.noteId] : []));
    const read = await Promise.all(ids.map((noteId) => notes.load(noteId)));
    return read.map((one) => one?.event);
  }
}
