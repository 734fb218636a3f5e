import { advance, giveUp } from '../leaving/advance/advance.ts';
import type { AdvanceMeans } from '../leaving/advance/means.ts';
import type { UserId, WorkspaceId } from '../leaving/ids.ts';
import type { Failing } from '../leaving/ports/wakes.ts';
import type { Person } from '../leaving/rules/rules.ts';
import { personOf } from '../slack/people/judge-person.ts';
import { createChannelPace } from '../slack/telling/channel-pace.ts';
import { createTellNote } from '../slack/telling/tell-note.ts';
import { createTellRequest } from '../slack/telling/tell-request.ts';
import { patientClient, type WebClientSettings } from '../slack/wire/web-clients.ts';
import type { Tenancy } from '../workspaces/installed/tenancy.ts';
import type { Composition } from './compose/compose-services.ts';
import { composeTelling } from './compose/compose-telling.ts';
import type { AppDependencies } from './dependencies.ts';
import { startPruning } from './prune-daily.ts';
import { startWorker, type Worker } from './work.ts';

/** A step that fails for this long or this often will not come right by itself. */
const patienceMs = 60 * 60_000;
const mostTries = 20;

/** Everything that is under way without anybody waiting for it. */
export interface Working {
  /** Begins no step and no call any more, and waits for those under way. Idempotent. */
  closeSteps(): Promise<void>;
  /** The same for what is told. Idempotent. */
  closeTellings(): Promise<void>;
}

/** Does what is due, now and from now on. Needs Wasend; Slack only to tell of it. */
export function startWork(
  { services, connect, cards }: Composition,
  { config, clock, random, storage, logger }: AppDependencies,
  { settings, tenancy }: { readonly settings: WebClientSettings; readonly tenancy: Tenancy },
): Working {
  const { wakes, notes } = storage;
  const clientFor = async (workspaceId: WorkspaceId) => {
    const access = await tenancy.access(workspaceId);
    return access === null ? null : { client: patientClient(access.botToken, settings), url: access.url };
  };
  let isClosing = false;
  const means: AdvanceMeans = {
    ledger: storage.ledger,
    rules: services.rules,
    connect,
    person: (workspaceId, userId) => lookUp(workspaceId, userId, clientFor, services),
    pace: config.pace,
    isClosing: () => isClosing,
    now: () => clock.now(),
    random,
    sleep: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    warn: (detail, message) => logger.warn(detail, message),
  };
  const storeFailed = (error: unknown): void => {
    logger.error({ error }, 'the store could not say what is due; it is asked again');
  };
  const note = (what: string, detail: object, error: unknown, { tries }: Failing): string => {
    const reference = services.newReference();
    logger.error({ error, reference, tries, ...detail }, `${what} failed; it is tried again`);
    return reference;
  };
  // Whoever waits for an acknowledgement goes before what nobody waits for.
  const whenFree = () => services.turns.take('later');
  const steps = startWorker({
    kind: 'step',
    wakes,
    clock,
    whenFree,
    storeFailed,
    work: ({ requestId }) => advance(requestId, means),
    failed: async ({ requestId }, error, failing) => {
      const reference = note('a step', { requestId }, error, failing);
      const isHopeless = failing.tries >= mostTries || clock.now() - failing.since >= patienceMs;
      if (isHopeless) await giveUp(requestId, 'broken', reference, means);
    },
  });
  const telling = composeTelling({ services, notes, cards, clientFor });
  const pace = createChannelPace((name, betweenMs) => storage.turn(name, betweenMs));
  const tellRequest = createTellRequest(telling, pace);
  const tellNote = createTellNote(telling, pace);
  const tells = startWorker({
    kind: 'tell',
    wakes,
    clock,
    whenFree,
    storeFailed,
    work: ({ requestId }) => tellRequest(requestId),
    failed: async ({ requestId }, error, failing) => void note('a telling', { requestId }, error, failing),
  });
  const tellsOfNotes = startWorker({
    kind: 'tell-note',
    wakes,
    clock,
    whenFree,
    storeFailed,
    work: ({ noteId }) => tellNote(noteId),
    failed: async ({ noteId }, error, failing) => void note('a telling', { noteId }, error, failing),
  });
  const stopPruning = startPruning({ storage, clock, logger, retentionDays: config.retentionDays });
  const close = async (...workers: readonly Worker[]): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.close()));
  };
  return {
    closeSteps() {
      isClosing = true;
      stopPruning();
      return close(steps);
    },
    closeTellings: () => close(tells, tellsOfNotes),
  };
}

/** Null when the app is not installed there any more, or Slack cannot say. */
async function lookUp(
  workspaceId: WorkspaceId,
  by: UserId,
  clientFor: (
    workspaceId: WorkspaceId,
  ) => Promise<{ readonly client: ReturnType<typeof patientClient> } | null>,
  services: Parameters<typeof personOf>[2],
): Promise<Person | null> {
  const access = await clientFor(workspaceId).catch(() => null);
  return access === null ? null : personOf({ workspaceId, by }, access.client, services);
}
