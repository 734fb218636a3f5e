import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canBeStopped, isWaitingForApproval } from '../../src/leaving/advance/next-step.ts';
import { mayBeTriedAgain } from '../../src/leaving/leave.ts';
import type { Request } from '../../src/leaving/request.ts';
import { actionIds, blockIds, fieldIds, viewIds } from '../../src/messages/ids.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createInstallations } from '../../src/workspaces/installed/installations.ts';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';
import { createSecretBox } from '../../src/workspaces/sealed/secret-box.ts';
import { modelRuns } from '../suite/model-runs.ts';
import { encryptionKey } from './house.ts';
import { forged, groupOf, ManyWorkspaces, type Neighbour, neighbours, type Row } from './many-workspaces.ts';
import { entriesOf, faultsOf } from './on-record.ts';

/** What a workspace has that others could forge with. */
interface Belongings {
  readonly requests: readonly Request[];
  readonly drafts: readonly Row[];
  readonly pendingId: unknown;
}

/** One act of one workspace; `theirs` is what the stranger had before the batch. */
interface Turn {
  readonly many: ManyWorkspaces;
  readonly self: Neighbour;
  readonly user: string;
  readonly count: number;
  readonly account: 0 | 1;
  readonly stranger: Neighbour;
  readonly theirs: Belongings;
}

/** What people do, and what Slack's own client never sends: buttons and modals of theirs that name another's things. */
const acts = {
  ask: ({ many, self, user, count }) => many.ask(self, user, [groupOf(self, count)]),
  'ask for two': ({ many, self, user, count }) =>
    many.ask(self, user, [groupOf(self, count), groupOf(self, count + 1)]),
  'ask in vain': async ({ many, self, user, count }) => {
    many.house.wasend.faults.next('ok-but-not-done', { route: 'leave', groupId: groupOf(self, count) });
    await many.ask(self, user, [groupOf(self, count)]);
  },
  'ask for a group of another': ({ many, self, user, stranger, count }) =>
    many.ask(self, user, [groupOf(stranger, count)]),
  'only look': ({ many, self, user, count }) => many.ask(self, user, [groupOf(self, count)], false),
  suggest: ({ many, self, user }) => many.suggest(self, user),
  'take the number that is handed on': async ({ many, self, user }) => {
    many.takeNumber(self, 1);
    await many.suggest(self, user);
  },
  history: ({ many, self, user }) => many.answer(self, user, 'history', /The last requests/),
  'history of a group': ({ many, self, user, count }) =>
    many.answer(self, user, `history ${groupOf(self, count)}`, /The last requests for/),
  'history of a group of another': ({ many, self, user, stranger, count }) =>
    many.answer(self, user, `history ${groupOf(stranger, count)}`, /The last requests for/),
  status: ({ many, self, user }) => many.answer(self, user, 'status', /requests? (is )?open/),
  home: ({ many, user }) => many.home(user),
  stop: ({ many, self, user }) => many.pressCard(self, user, actionIds.stop),
  approve: ({ many, self, user }) => many.pressCard(self, user, actionIds.approve),
  'stop all': ({ many, self, user }) => many.stopAll(self, user),
  lift: ({ many, self }) => many.lift(self),
  'set rules': ({ many, self, count }) => many.rule(self, 5 + count * 10),
  'connect a key': ({ many, self, account }) => many.connect(self, account),
  'paste a key': ({ many, self, account }) => many.connect(self, account, false),
  reinstall: ({ many, self }) => many.reinstall(self),
  'forged stop': (turn) =>
    pressForged(turn, actionIds.stop, turn.theirs.requests.findLast(canBeStopped)?.requestId),
  'forged try again': (turn) => pressForged(turn, actionIds.tryAgain, failedOf(turn)?.requestId),
  'forged approval': (turn) => pressForged(turn, actionIds.approve, approvalOf(turn)),
  'forged decline': (turn) => pressForged(turn, actionIds.decline, approvalOf(turn)),
  'forged history': (turn) => pressForged(turn, actionIds.historyOlder, cursorOf(turn)),
  'forged confirmation': (turn) => sendForged(turn, viewIds.confirm, draftOf(turn, 'preview')),
  'forged ask': (turn) => sendForged(turn, viewIds.ask, draftOf(turn, 'picker')),
  'forged connection': (turn) => sendForged(turn, viewIds.connection, { pendingId: turn.theirs.pendingId }),
  'forged choice of a number': (turn) => pickForged(turn, draftOf(turn, 'picker')),
  'forged suggestions': (turn) => suggestForged(turn, draftOf(turn, 'picker')),
} satisfies Record<string, (turn: Turn) => Promise<void>>;
type What = keyof typeof acts;
const every = Object.keys(acts) as What[];

const act = fc.record({
  what: fc.constantFrom(...every),
  isAdmin: fc.boolean(),
  count: fc.nat(6),
  account: fc.constantFrom<0 | 1>(0, 1),
  /** Counts on from the workspace that acts, so that it is always another one. */
  stranger: fc.integer({ min: 1, max: neighbours.length - 1 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Each workspace acts in its own order, all of them at once; then time passes. */
const batch = fc.record({
  acts: fc.tuple(...neighbours.map(() => fc.array(act, { maxLength: 3 }))),
  ms: fc.constantFrom(0, 1_000, 10_000, 61_000),
});
type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

const fixed = ([what, count]: readonly [What, number]): Act => ({
  what,
  count,
  isAdmin: true,
  account: 0,
  stranger: 1,
});
const everywhere = (...whats: (readonly [What, number])[]): Batch => ({
  acts: neighbours.map(() => whats.map(fixed)),
  ms: 0,
});
/** From the start there is something to cross with: modals, a pending key, requests on hold and unapproved. */
const opening = everywhere(
  ['ask in vain', 0],
  ['ask for two', 1],
  ['ask', 6],
  ['only look', 3],
  ['suggest', 0],
  ['paste a key', 0],
);
const forgeries = everywhere(
  ...every.filter((what) => what.startsWith(forged)).map((what) => [what, 0] as const),
);

/** One of them stops everything while the others ask once more. */
const closing = (stopper: number): Batch => ({
  acts: neighbours.map((_, index) => [fixed(index === stopper ? ['stop all', 0] : ['ask', 4])]),
  ms: 0,
});

test('no order of what many workspaces do at once lets one meet or touch what is another’s', async () => {
  const batches = fc.array(batch, { minLength: 1, maxLength: 4 });
  const stopper = fc.nat(neighbours.length - 1);
  await fc.assert(fc.asyncProperty(batches, stopper, liveThrough), {
    numRuns: modelRuns({ few: 1, many: 24 }),
    // One run takes seconds: making a failure smaller would take hours.
    endOnFailure: true,
  });
});

async function liveThrough(batches: readonly Batch[], stopper: number): Promise<void> {
  const many = await ManyWorkspaces.start();
  const watch = new Watch(many);
  try {
    for (const one of [opening, forgeries, ...batches, closing(stopper)]) {
      await take(many, one);
      await watch.expectNoCrossing();
    }
    const { ledger } = many.house.storage;
    const isOver = async () =>
      (await Promise.all(neighbours.map(({ id }) => ledger.open(id)))).flat().length === 0;
    await many.eventually('the end of every request', 1_000, isOver);
    // What was asked in vain may be tried again by now.
    await take(many, forgeries);
    await watch.expectNoCrossing();
  } catch (error) {
    await many.house.end().catch(() => undefined);
    throw error;
  }
  await many.house.end();
  // Some listeners go on after their acknowledgement: the end has waited for them.
  expect(watch.crossingsOutside()).toEqual([]);
}

async function take(many: ManyWorkspaces, batch: Batch): Promise<void> {
  const before = new Map<Neighbour, Belongings>();
  for (const neighbour of neighbours) before.set(neighbour, await belongingsOf(many, neighbour));
  const actAll = async (self: Neighbour, index: number): Promise<void> => {
    for (const { what, isAdmin, stranger: offset, ...drawn } of batch.acts[index] ?? []) {
      const stranger = neighbours[(index + offset) % neighbours.length] ?? self;
      const theirs = before.get(stranger);
      const user = isAdmin ? self.admin : self.lead;
      if (theirs !== undefined) await acts[what]({ many, self, user, stranger, theirs, ...drawn });
    }
  };
  const ends = await Promise.allSettled(neighbours.map(actAll));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await many.house.clock.advance(batch.ms);
  await many.eventually('a card for every request', 100, async () => {
    const requests = await Promise.all(neighbours.map((neighbour) => many.requestsOf(neighbour)));
    return requests.flat().every((request) => request.closing !== null || many.hasCard(request));
  });
}

async function belongingsOf(many: ManyWorkspaces, self: Neighbour): Promise<Belongings> {
  const drafts = (await many.rows('drafts')).map(([, row]) => row);
  return {
    requests: await many.requestsOf(self),
    drafts: drafts.filter(({ workspaceId }) => workspaceId === self.id),
    pendingId: new Map(await many.rows('pending-keys')).get(self.id)?.pendingId ?? null,
  };
}

function failedOf({ theirs }: Turn): Request | undefined {
  return theirs.requests.findLast(({ leaves }) => leaves.some(mayBeTriedAgain));
}

function approvalOf({ theirs }: Turn): string | undefined {
  const waiting = theirs.requests.findLast(isWaitingForApproval);
  return waiting && `${waiting.requestId}.${waiting.approval?.list}`;
}

function cursorOf({ many, self, stranger, theirs, count }: Turn): string {
  const filter = { kind: 'group', groupId: many.types(self, groupOf(stranger, count)) };
  return JSON.stringify({ filter, before: theirs.requests.at(-1)?.requestId ?? null });
}

/** Of the newest preview; else of the picker, to which somebody was let in. */
function draftOf({ theirs }: Turn, of: 'preview' | 'picker'): object | undefined {
  const isThis = (draft: Row) => (draft.revision === 0) === (of === 'picker') && draft.sessionId !== null;
  const draft = theirs.drafts.findLast(isThis);
  return draft && { requestId: draft.requestId, revision: draft.revision };
}

const plain = (text: string) => ({ type: 'plain_text', text });

async function pressForged(
  { many, self, user }: Turn,
  actionId: string,
  value: string | undefined,
): Promise<void> {
  if (value === undefined) return;
  const { slack, clock } = many.house;
  const { channel } = self;
  const ts = `${Math.floor(clock.now() / 1000)}.9${String(slack.world.messages.all.length).padStart(5, '0')}`;
  const button = { type: 'button', action_id: actionId, text: plain(forged), value };
  const blocks = [{ type: 'actions', block_id: forged, elements: [button] }];
  const place = { channelId: channel, workspaceId: self.id, threadTs: null, onlyFor: null };
  slack.world.messages.post({ ...place, ts, via: 'chat.postMessage', metadata: null, text: forged, blocks });
  await slack.press({ user, channel, ts, actionId });
}

/** Opens a modal that has every field the app asks for anywhere, and claims to be one of another's. */
function openForged({ many, self }: Turn, callbackId: string, metadata: object): string {
  const options = self.accounts.map(({ sessionId }) => ({ text: plain(sessionId), value: sessionId }));
  const fields = {
    [fieldIds.session]: { type: 'static_select', options },
    [fieldIds.auditChannel]: { type: 'conversations_select' },
    [blockIds.pickSession]: { type: 'static_select', options },
    [actionIds.pickGroups]: { type: 'multi_external_select', min_query_length: 0 },
    [blockIds.typedGroups]: { type: 'plain_text_input' },
  };
  const blocks = Object.entries(fields).map(([id, element]) => {
    const input = { type: 'input', block_id: id, optional: true, label: plain(id) };
    return { ...input, element: { action_id: id, ...element } };
  });
  const head = { type: 'modal', callback_id: callbackId, title: plain(forged), submit: plain(forged) };
  const content = { ...head, private_metadata: JSON.stringify({ v: 1, ...metadata }), blocks };
  return many.house.slack.world.views.open(self.id, self.admin, content).id;
}

async function sendForged(turn: Turn, callbackId: string, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  const { many, self } = turn;
  openForged(turn, callbackId, metadata);
  const [{ sessionId }] = self.accounts;
  await many.send(self.admin, { [fieldIds.session]: sessionId, [blockIds.typedGroups]: groupOf(self, 1) });
}

async function pickForged(turn: Turn, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  const { many, self } = turn;
  const use = { user: self.admin, viewId: openForged(turn, viewIds.ask, metadata) };
  const [{ sessionId: value }] = self.accounts;
  await many.house.slack.pressInView({ ...use, actionId: actionIds.pickSession, value });
}

async function suggestForged(turn: Turn, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  const viewId = openForged(turn, viewIds.ask, metadata);
  expect(await turn.many.suggestIn(turn.self.admin, viewId)).toEqual([]);
}

const secretBox = createSecretBox(parseEncryptionKeys(encryptionKey));

/** Looks at everything that came out of the deployment since it last looked, and at all that it keeps. */
class Watch {
  readonly #many: ManyWorkspaces;
  readonly #seen = new Map<readonly unknown[], number>();

  constructor(many: ManyWorkspaces) {
    this.#many = many;
  }

  async expectNoCrossing(): Promise<void> {
    const found = [...this.crossingsOutside(), ...(await this.#inTheStore())];
    expect(await faultsOf(this.#many.house)).toEqual([]);
    for (const neighbour of neighbours) found.push(...(await this.#inTheLedger(neighbour)));
    expect(found).toEqual([]);
    for (const neighbour of neighbours) await this.#expectItsOwn(neighbour);
  }

  crossingsOutside(): string[] {
    return [...this.#onTheWire(), ...this.#inTheLog()];
  }

  #newIn<T>(list: readonly T[]): readonly T[] {
    const from = this.#seen.get(list) ?? 0;
    this.#seen.set(list, list.length);
    return list.slice(from);
  }

  /** What a text of this workspace holds of others', beyond what its own people typed. */
  #strangersIn(where: string, text: string, self: Neighbour | undefined): string[] {
    if (self === undefined) return [`nobody’s ${where}: ${text.slice(0, 300)}`];
    const { typed } = this.#many.expected(self);
    const heard = [...typed].reduce((rest, own) => rest.replaceAll(own, ''), text).replaceAll('`', '');
    const marks = neighbours
      .filter((neighbour) => neighbour !== self)
      .flatMap((neighbour) => neighbour.marks);
    return marks
      .map((mark) => ({ mark, at: heard.indexOf(mark) }))
      .filter(({ at }) => at >= 0)
      .map(
        ({ mark, at }) => `${self.id} met ${mark} in ${where}: ${heard.slice(Math.max(0, at - 80), at + 80)}`,
      );
  }

  #onTheWire(): string[] {
    const { house, tokens } = this.#many;
    const { slack, wasend } = house;
    const calls = this.#newIn(slack.journal).filter(({ method }) => method !== 'oauth.v2.access');
    return [
      ...calls.flatMap(({ method, token, workspaceId, args }) => {
        const self = withId(token === null ? workspaceId : tokens.get(token));
        return this.#strangersIn(method, house.text(args), self);
      }),
      ...this.#newIn(slack.deliveries).flatMap(({ payload, delivery }) => {
        const team = payload.team_id ?? (payload.team as Row | undefined)?.id;
        return this.#strangersIn('an answer to Slack', delivery.body, withId(team));
      }),
      ...this.#newIn(wasend.journal).flatMap(({ key, path }) => {
        const self = neighbours.find(({ accounts }) => accounts.some((one) => one.key.slice(-4) === key));
        return this.#strangersIn('a call to Wasend', decodeURIComponent(path), self);
      }),
    ];
  }

  #inTheLog(): string[] {
    const { house, secrets } = this.#many;
    return this.#newIn(house.logLines).flatMap((line) => {
      const told = secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret} in ${line}`);
      const self = withId(JSON.parse(line).workspaceId);
      return self === undefined ? told : [...told, ...this.#strangersIn('the log', line, self)];
    });
  }

  async #inTheLedger(self: Neighbour): Promise<string[]> {
    const { house } = this.#many;
    const requests = await this.#many.requestsOf(self);
    const ids = requests.map(({ requestId }) => requestId);
    expect(ids).toEqual(expect.arrayContaining([...(await house.storage.ledger.open(self.id))]));
    expect(requests.filter(({ workspaceId }) => workspaceId !== self.id)).toEqual([]);
    const isCutOff = requests.some(
      ({ ending }) => ending?.kind === 'halted' && ending.why === 'not-connected',
    );
    if (isCutOff) expect(this.#many.expected(self).wasReplaced).toBe(true);
    return entriesOf(house, self.id).flatMap((data) => this.#strangersIn('the ledger', data, self));
  }

  async #inTheStore(): Promise<string[]> {
    const found: string[] = [];
    for (const namespace of ['installations', 'connections', 'pending-keys', 'drafts'])
      for (const [key, row] of await this.#many.rows(namespace))
        found.push(...this.#strangersIn(namespace, JSON.stringify(row), withId(row.workspaceId ?? key)));
    return found;
  }

  /** Nobody but its own people has changed its key, its token or its rules, and to nobody else do they open. */
  async #expectItsOwn(self: Neighbour): Promise<void> {
    const { storage, slack } = this.#many.house;
    const { account, holdSeconds, isStopped } = this.#many.expected(self);
    const rules = storage.rules(this.#many.house.config.rules);
    const connectionRows = storage.keyv('connections', 'durable');
    const installationRows = storage.keyv('installations', 'durable');
    const connections = createConnections({ keyv: connectionRows, secretBox, rules });
    const installations = createInstallations({ keyv: installationRows, secretBox });
    const { settings } = await rules.get(self.id);
    expect((await connections.get(self.id))?.apiKey).toBe(self.accounts[account].key);
    expect((await installations.get(self.id))?.botToken).toBe(slack.world.workspace(self.id).botToken);
    expect(settings).toMatchObject({ holdSeconds, protectedGroups: [`${self.id} keep*`] });
    expect(settings.stoppedBy !== null).toBe(isStopped);
    const sealedKey = (await connectionRows.get(self.id))?.sealedApiKey;
    const sealedToken = (await installationRows.get(self.id))?.sealedToken;
    for (const { id: workspaceId } of neighbours.filter((neighbour) => neighbour !== self)) {
      expect(() => secretBox.open(sealedKey, { workspaceId, field: 'apiKey' })).toThrow();
      expect(() => secretBox.open(sealedToken, { workspaceId, field: 'botToken' })).toThrow();
    }
  }
}

function withId(id: unknown): Neighbour | undefined {
  return neighbours.find((neighbour) => neighbour.id === id);
}
