import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWaitingForApproval } from '../../src/leaving/next-step.ts';
import type { Request } from '../../src/leaving/request.ts';
import { actionIds, blockIds, fieldIds, viewIds } from '../../src/slack/ids.ts';
import { createConnections } from '../../src/workspaces/connections.ts';
import { createInstallations } from '../../src/workspaces/installations.ts';
import { createSecretBox, parseEncryptionKeys } from '../../src/workspaces/secret-box.ts';
import { createSettingsStore } from '../../src/workspaces/settings-store.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { encryptionKey } from './house.ts';
import { forged, groupOf, ManyWorkspaces, type Neighbour, neighbours, type Row } from './many-workspaces.ts';

const secretBox = createSecretBox(parseEncryptionKeys(encryptionKey));

/** What a workspace has to be forged with. */
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
  readonly isOn: boolean;
  readonly stranger: Neighbour;
  readonly theirs: Belongings;
}

/** What people do, and under `forged` what Slack's own client never sends: their own buttons and modals, with another's ids. */
const acts: Readonly<Record<string, (turn: Turn) => Promise<unknown>>> = {
  ask: ({ many, self, user, count }) => many.ask(self, user, [groupOf(self, count)]),
  'ask for two': ({ many, self, user, count }) =>
    many.ask(self, user, [groupOf(self, count), groupOf(self, count + 1)]),
  'ask for a group of another': ({ many, self, user, stranger, count }) =>
    many.ask(self, user, [groupOf(stranger, count)]),
  'only look': ({ many, self, user, count }) => many.look(self, user, groupOf(self, count)),
  suggest: ({ many, self, user }) => many.suggest(self, user),
  history: ({ many, self, user, count, isOn }) =>
    many.answer(self, user, isOn ? 'history' : `history ${groupOf(self, count)}`),
  'history of a group of another': ({ many, self, user, stranger, count }) =>
    many.answer(self, user, `history ${groupOf(stranger, count)}`),
  status: ({ many, self, user }) => many.answer(self, user, 'status'),
  home: ({ many, user }) => many.home(user),
  stop: ({ many, self, user }) => many.pressCard(self, user, actionIds.stop),
  approve: ({ many, self, user }) => many.pressCard(self, user, actionIds.approve),
  'stop all': ({ many, self, user }) => many.stopAll(self, user),
  lift: ({ many, self }) => many.lift(self),
  'set rules': ({ many, self, count }) => many.rule(self, 5 + count * 10),
  'connect a key': ({ many, self, isOn }) => many.connect(self, isOn ? 1 : 0),
  'paste a key and leave it': ({ many, self, isOn }) => many.connect(self, isOn ? 1 : 0, false),
  reinstall: ({ many, self }) => many.reinstall(self),
  'forged stop': (turn) => pressForged(turn, actionIds.stop, turn.theirs.requests.at(-1)?.requestId),
  'forged try again': (turn) => pressForged(turn, actionIds.tryAgain, turn.theirs.requests.at(-1)?.requestId),
  'forged approval': (turn) => pressForged(turn, actionIds.approve, approvalOf(turn)),
  'forged decline': (turn) => pressForged(turn, actionIds.decline, approvalOf(turn)),
  'forged history': (turn) => pressForged(turn, actionIds.historyOlder, cursorOf(turn)),
  'forged confirmation': (turn) => sendForged(turn, viewIds.confirm, draftOf(turn, 1)),
  'forged ask': (turn) => sendForged(turn, viewIds.ask, draftOf(turn, 0)),
  'forged connection': (turn) => sendForged(turn, viewIds.connection, { pendingId: turn.theirs.pendingId }),
  'forged choice of a number': (turn) => pickForged(turn, draftOf(turn, 0)),
  'forged suggestions': (turn) => suggestForged(turn, draftOf(turn, 0)),
};

const act = fc.record({
  what: fc.constantFrom(...Object.keys(acts)),
  isAdmin: fc.boolean(),
  count: fc.nat(6),
  isOn: fc.boolean(),
  /** Counts on from the workspace that acts, so that it is always another one. */
  stranger: fc.integer({ min: 1, max: neighbours.length - 1 }),
});

/** Each workspace acts in order, all of them at once; then time passes. */
const batch = fc.record({
  acts: fc.tuple(...neighbours.map(() => fc.array(act, { maxLength: 3 }))),
  ms: fc.constantFrom(0, 1_000, 10_000, 61_000),
});
type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

/** So that there is something to cross with from the start: in every workspace a modal, a held and an unapproved request. */
const opening: Batch = {
  acts: neighbours.map(() =>
    ['ask', 'ask for two', 'only look', 'suggest', 'paste a key and leave it'].map((what, index) => ({
      what,
      isAdmin: true,
      count: index * 2,
      isOn: false,
      stranger: 1,
    })),
  ),
  ms: 0,
};

test('no order of what many workspaces do at once lets any of them meet or touch what is another’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 5 }), async (batches) => {
      const many = await ManyWorkspaces.start();
      const watch = new Watch(many);
      try {
        for (const one of [opening, ...batches]) {
          await take(many, one);
          await watch.expectNoCrossing();
        }
        await many.eventually('the end of every request', async () => (await many.open()).length === 0);
        await watch.expectNoCrossing();
      } finally {
        await many.house.end();
      }
    }),
    { numRuns: 10, interruptAfterTimeLimit: 40_000 },
  );
}, 90_000);

async function take(many: ManyWorkspaces, batch: Batch): Promise<void> {
  const before = await Promise.all(neighbours.map((neighbour) => belongingsOf(many, neighbour)));
  const actOne = async (self: Neighbour, index: number): Promise<void> => {
    for (const { what, isAdmin, stranger: offset, ...drawn } of batch.acts[index] ?? []) {
      const place = (index + offset) % neighbours.length;
      const [stranger = self, theirs] = [neighbours[place], before[place]];
      const user = isAdmin ? self.admin : self.lead;
      if (theirs !== undefined) await acts[what]?.({ many, self, user, stranger, theirs, ...drawn });
    }
  };
  const ends = await Promise.allSettled(neighbours.map(actOne));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await many.house.clock.advance(batch.ms);
  await many.eventually('a card for every open request', async () =>
    (await many.open()).every((request) => many.hasCard(request)),
  );
}

async function belongingsOf(many: ManyWorkspaces, { id }: Neighbour): Promise<Belongings> {
  const drafts = (await many.rows('drafts')).map(([, row]) => row);
  const pending = new Map(await many.rows('pending-keys')).get(id);
  return {
    requests: (await many.open()).filter(({ workspaceId }) => workspaceId === id),
    drafts: drafts.filter(({ workspaceId }) => workspaceId === id),
    pendingId: pending?.pendingId ?? null,
  };
}

function approvalOf({ theirs }: Turn): string | undefined {
  const waiting = theirs.requests.findLast(isWaitingForApproval);
  return waiting && `${waiting.requestId}.${waiting.approval?.list}`;
}

function cursorOf({ many, self, stranger, theirs, count }: Turn): string {
  const groupId = groupOf(stranger, count);
  many.knowsOf(self, groupId);
  return JSON.stringify({
    filter: { kind: 'group', groupId },
    before: theirs.requests.at(-1)?.requestId ?? null,
  });
}

function draftOf({ theirs }: Turn, revision: number): object | undefined {
  const draft = theirs.drafts.findLast((one) => one.revision === revision);
  return draft && { requestId: draft.requestId, revision };
}

let forgeries = 0;

async function pressForged({ many, self }: Turn, actionId: string, value: string | undefined): Promise<void> {
  if (value === undefined) return;
  const { slack, clock } = many.house;
  forgeries += 1;
  const ts = `${Math.floor(clock.now() / 1000)}.9${String(forgeries).padStart(5, '0')}`;
  const button = { type: 'button', action_id: actionId, text: plain(forged), value };
  const place = { channelId: self.channel, workspaceId: self.id, threadTs: null, onlyFor: null };
  const blocks = [{ type: 'actions', block_id: forged, elements: [button] }];
  slack.world.messages.post({ ...place, ts, via: 'chat.postMessage', metadata: null, text: forged, blocks });
  await slack.press({ user: self.lead, channel: self.channel, ts, actionId });
}

/** A modal that has every field the app asks for anywhere, and claims to be one of another's. */
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
    const common = { type: 'input', block_id: id, optional: true, label: plain(id) };
    return { ...common, element: { action_id: id, ...element } };
  });
  const head = { type: 'modal', callback_id: callbackId, title: plain(forged), submit: plain(forged) };
  const content = { ...head, private_metadata: JSON.stringify({ v: 1, ...metadata }), blocks };
  return many.house.slack.world.views.open(self.id, self.admin, content).id;
}

async function sendForged(turn: Turn, callbackId: string, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  openForged(turn, callbackId, metadata);
  await turn.many.send(turn.self.admin, {
    [fieldIds.session]: turn.self.accounts[0]?.sessionId ?? '',
    [blockIds.typedGroups]: groupOf(turn.self, 1),
  });
}

async function pickForged(turn: Turn, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  const { many, self } = turn;
  const viewId = openForged(turn, viewIds.ask, metadata);
  const value = self.accounts[0]?.sessionId ?? '';
  await many.house.slack.pressInView({ user: self.admin, viewId, actionId: actionIds.pickSession, value });
}

async function suggestForged(turn: Turn, metadata: object | undefined): Promise<void> {
  if (metadata === undefined) return;
  const { many, self } = turn;
  const viewId = openForged(turn, viewIds.ask, metadata);
  const field = { blockId: actionIds.pickGroups, actionId: actionIds.pickGroups };
  const { options } = await many.house.slack.suggest({ user: self.admin, viewId, ...field, typed: 'group' });
  expect(options).toEqual([]);
}

const plain = (text: string) => ({ type: 'plain_text', text });

/** Looks at everything that came out of the deployment since it last looked. */
class Watch {
  readonly #many: ManyWorkspaces;
  readonly #seen = { calls: 0, deliveries: 0, asked: 0, lines: 0 };

  constructor(many: ManyWorkspaces) {
    this.#many = many;
  }

  async expectNoCrossing(): Promise<void> {
    const { house } = this.#many;
    const found = [...this.#onTheWire(), ...this.#inTheLog(), ...(await this.#inTheStore())];
    for (const neighbour of neighbours) found.push(...(await this.#inTheLedger(neighbour)));
    expect(found).toEqual([]);
    expect(house.slack.problems).toEqual([]);
    for (const neighbour of neighbours) await this.#expectItsOwn(neighbour);
  }

  /** What a text of this workspace holds of others', beyond what its own people typed. */
  #strangersIn(where: string, text: string, self: Neighbour | undefined): string[] {
    if (self === undefined) return [`nobody’s ${where}: ${text.slice(0, 300)}`];
    const { typed } = this.#many.standing(self);
    const heard = [...typed].reduce((rest, own) => rest.replaceAll(own, ''), text);
    const marks = neighbours
      .filter((neighbour) => neighbour !== self)
      .flatMap((neighbour) => neighbour.marks);
    return marks
      .filter((mark) => heard.includes(mark))
      .map((mark) => {
        const at = heard.indexOf(mark);
        return `${self.id} met ${mark} in ${where}: …${heard.slice(Math.max(0, at - 100), at + 100)}…`;
      });
  }

  #onTheWire(): string[] {
    const { house, tokens } = this.#many;
    const { slack, wasend } = house;
    const calls = slack.journal.slice(this.#seen.calls);
    const deliveries = slack.deliveries.slice(this.#seen.deliveries);
    const asked = wasend.journal.slice(this.#seen.asked);
    this.#seen.calls += calls.length;
    this.#seen.deliveries += deliveries.length;
    this.#seen.asked += asked.length;
    return [
      ...calls
        .filter(({ method }) => method !== 'oauth.v2.access')
        .flatMap(({ method, token, workspaceId, args }) => {
          const owner = withId(token === null ? workspaceId : tokens.get(token));
          return this.#strangersIn(method, house.text(args), owner);
        }),
      ...deliveries.flatMap(({ payload, delivery }) => {
        const team = payload.team_id ?? (payload.team as Row | undefined)?.id;
        return this.#strangersIn('an answer to Slack', delivery.body, withId(team));
      }),
      ...asked.flatMap(({ key, path }) => {
        const owner = neighbours.find(({ accounts }) => accounts.some((one) => one.key.slice(-4) === key));
        return this.#strangersIn('a call to Wasend', decodeURIComponent(path), owner);
      }),
    ];
  }

  #inTheLog(): string[] {
    const { house, secrets } = this.#many;
    const lines = house.logLines.slice(this.#seen.lines);
    this.#seen.lines += lines.length;
    return lines.flatMap((line) => {
      const told = secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret} in ${line}`);
      const owner = withId(JSON.parse(line).workspaceId);
      return owner === undefined ? told : [...told, ...this.#strangersIn('the log', line, owner)];
    });
  }

  async #inTheLedger(self: Neighbour): Promise<string[]> {
    const { ledger } = this.#many.house.storage;
    const recent = await ledger.recent(self.id, { limit: 10_000 });
    const requestIds = new Set([...recent, ...(await ledger.open(self.id))]);
    const entries = (await Promise.all([...requestIds].map((requestId) => ledger.load(requestId)))).flat();
    const verified = await ledger.verify(self.id);
    expect(verified).toMatchObject({ kind: 'whole', entries: entries.length });
    expect(entries.filter(({ workspaceId }) => workspaceId !== self.id)).toEqual([]);
    const isCutOff = entries.some(({ event }) => event.type === 'halted' && event.why === 'not-connected');
    if (isCutOff) expect(this.#many.standing(self).wasReplaced).toBe(true);
    return entries.flatMap(({ event }) => this.#strangersIn('the ledger', JSON.stringify(event), self));
  }

  async #inTheStore(): Promise<string[]> {
    const found: string[] = [];
    for (const namespace of ['installations', 'connections', 'settings', 'pending-keys', 'drafts'])
      for (const [key, row] of await this.#many.rows(namespace)) {
        const owner = withId(row.workspaceId ?? key);
        found.push(...this.#strangersIn(namespace, JSON.stringify(row), owner));
        for (const neighbour of neighbours) if (neighbour !== owner) expectSealed(row, neighbour);
      }
    return found;
  }

  /** Nobody but its own people has changed its key, its token or its rules. */
  async #expectItsOwn(self: Neighbour): Promise<void> {
    const { storage, slack } = this.#many.house;
    const { account, holdSeconds, isStopped } = this.#many.standing(self);
    const [connection, installation, settings] = await Promise.all([
      createConnections({ keyv: storage.keyv('connections'), secretBox }).get(self.id),
      createInstallations({ keyv: storage.keyv('installations'), secretBox }).get(self.id),
      createSettingsStore(storage.keyv('settings'), plainSettings).get(self.id),
    ]);
    expect(connection?.apiKey).toBe(self.accounts[account]?.key);
    expect(installation?.botToken).toBe(slack.world.workspace(self.id).botToken);
    expect(settings).toMatchObject({ holdSeconds, protectedGroups: [`${self.id} keep*`] });
    expect(settings.stoppedBy !== null).toBe(isStopped);
  }
}

function withId(id: unknown): Neighbour | undefined {
  return neighbours.find((neighbour) => neighbour.id === id);
}

function expectSealed(row: Row, { id }: Neighbour): void {
  for (const [name, sealed] of Object.entries(row))
    if (name.startsWith('sealed') && sealed !== null)
      for (const field of ['apiKey', 'pendingApiKey', 'botToken', 'refreshToken', 'responseUrl'])
        expect(() => secretBox.open(String(sealed), { workspaceId: id, field })).toThrow();
}
