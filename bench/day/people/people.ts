import { GroupId, RequestId, type SessionId } from '../../../src/leaving/ids.ts';
import type { Request } from '../../../src/leaving/request.ts';
import { readPreviewMetadata } from '../../../src/slack/asking/modal-metadata.ts';
import { findListed } from '../../../src/slack/asking/picker/listed-groups.ts';
import { openPreview } from '../../../src/slack/asking/preview/open-preview.ts';
import { personOf } from '../../../src/slack/people/judge-person.ts';
import type { Draft } from '../../../src/workspaces/drafts.ts';
import { type DayApp, idsOf } from '../app.ts';
import { Chance } from '../chance.ts';
import { askerOf, channelOf, groupIdOf, groupsOf, type Place } from '../outside/places.ts';
import type { SlackOutside } from '../outside/slack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { PlannedAsk } from './plan.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** People come back to a picker or a preview that could not be filled so often. */
const mostTries = 4;
const mostListed = 100;

/** What became of those who asked, before anything was asked for. */
export interface SeenOfPeople {
  pickersNotFilled: number;
  previewsNotFilled: number;
  gaveUp: number;
  confirmed: number;
  readonly refused: Map<string, number>;
  stops: number;
  approvals: number;
  neverApproved: number;
}

export interface PeopleMeans {
  readonly app: DayApp;
  readonly clock: VirtualClock;
  readonly slack: SlackOutside;
  readonly seed: number;
}

/** Everybody who asks, approves and stops: by the product's own code from the opened modal on. */
export class People {
  readonly seen: SeenOfPeople = {
    pickersNotFilled: 0,
    previewsNotFilled: 0,
    gaveUp: 0,
    confirmed: 0,
    refused: new Map(),
    stops: 0,
    approvals: 0,
    neverApproved: 0,
  };
  /** Those who have not made up their minds yet. */
  undecided = 0;
  readonly #means: PeopleMeans;
  readonly #chance: Chance;
  readonly #newId: () => string;
  /** Groups that somebody has asked for: nobody asks for them twice. */
  readonly #asked = new Set<string>();

  constructor(means: PeopleMeans) {
    this.#means = means;
    this.#chance = new Chance(`people ${means.seed}`);
    this.#newId = idsOf(means.clock, `people ${means.seed}`);
  }

  async ask(planned: PlannedAsk): Promise<void> {
    this.undecided += 1;
    try {
      const draft = await this.#look(planned);
      if (draft === null) this.seen.gaveUp += 1;
      else await this.#confirm(draft, planned.place);
    } finally {
      this.undecided -= 1;
    }
  }

  /** What somebody has before them when they press the button; null when they gave up. */
  async #look(planned: PlannedAsk): Promise<Draft | null> {
    const { place, number, isPicked, groups } = planned;
    const sessionId = place.sessionIds[number];
    if (sessionId === undefined) return null;
    if (isPicked && !(await this.#pick(place, sessionId))) return null;
    const groupIds = this.#choose(sessionId, groups);
    if (groupIds.length === 0) return null;
    await this.#think(10, 60);
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const draft = await this.#preview(planned, sessionId, groupIds);
      const isTold = draft?.groups.every((group) => group.name !== null) ?? false;
      // Whoever has tried often enough leaves by id alone, as the modal offers.
      if (draft !== null && draft.groups.length > 0 && (isTold || tries === mostTries)) return draft;
      this.seen.previewsNotFilled += 1;
      await this.#think(60, 120);
    }
    return null;
  }

  /** Reads what a picker offers; false for who has seen none often enough. */
  async #pick({ workspaceId }: Place, sessionId: SessionId): Promise<boolean> {
    const { services } = this.#means.app;
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const [connection, { settings }] = await Promise.all([
        services.connections.get(workspaceId),
        services.rules.get(workspaceId),
      ]);
      if (connection === null) return false;
      const reads = services.wasend.reads({ apiKey: connection.apiKey, sessionId });
      const [list] = await Promise.all([reads.groups({ members: false }), reads.session()]);
      if (list.kind === 'ok') {
        await findListed({ workspaceId, sessionId }, list.value.groups, '', mostListed, settings, services);
        await this.#think(15, 90);
        return true;
      }
      this.seen.pickersNotFilled += 1;
      await this.#think(60, 120);
    }
    return false;
  }

  #choose(sessionId: SessionId, count: number): GroupId[] {
    const chosen: GroupId[] = [];
    const all = groupsOf(sessionId);
    const first = this.#chance.whole(0, all - 1);
    for (let step = 0; step < all && chosen.length < count; step += 1) {
      const groupId = GroupId.parse(groupIdOf(sessionId, (first + step) % all));
      const name = `${sessionId} ${groupId}`;
      if (this.#asked.has(name)) continue;
      this.#asked.add(name);
      chosen.push(groupId);
    }
    return chosen;
  }

  async #preview(
    { place, person }: PlannedAsk,
    sessionId: SessionId,
    groupIds: readonly GroupId[],
  ): Promise<Draft | null> {
    const { app, slack } = this.#means;
    const { workspaceId, botToken } = place;
    const requestId = RequestId.parse(this.#newId());
    const ask = {
      workspaceId,
      by: askerOf(place, person),
      channelId: channelOf(place, person),
      responseUrl: null,
      requestId,
      sessionId,
      references: groupIds.map((groupId) => ({
        typed: groupId,
        reference: { kind: 'group' as const, groupId },
      })),
      passedOver: 0,
      after: null,
    };
    await openPreview(ask, 'trigger', app.clientOf(botToken), app.services);
    const metadata = readPreviewMetadata(slack.takeView(requestId) ?? '');
    if (metadata === null) return null;
    await this.#think(4, 40);
    return app.services.drafts.get(workspaceId, metadata.requestId, metadata.revision);
  }

  async #confirm(draft: Draft, place: Place): Promise<void> {
    const { services, clientOf } = this.#means.app;
    const { workspaceId, requestId, by, channelId, sessionId, number, groups } = draft;
    if (sessionId === null) return;
    const [connection, person] = await Promise.all([
      services.connections.get(workspaceId),
      personOf({ workspaceId, by }, clientOf(place.botToken), services),
    ]);
    if (connection === null) return;
    const { apiKey, auditChannel } = connection;
    const lane = services.wasend.laneOf(apiKey);
    const reason = this.#chance.isIn(0.3)
      ? 'Asked by the account team; '.repeat(this.#chance.whole(1, 8))
      : null;
    const where = { workspaceId, requestId, by, person, channelId, sessionId, number, lane, auditChannel };
    const asked = await services.requests.ask({ ...where, groups, reason });
    if (asked.kind !== 'accepted') {
      const why = asked.kind === 'refused' ? asked.rule : asked.kind;
      this.seen.refused.set(why, (this.seen.refused.get(why) ?? 0) + 1);
      return;
    }
    this.seen.confirmed += 1;
    if (asked.request.approval !== null)
      this.#later(() => this.#decide(asked.request, place), this.#decideMs());
    else if (this.#chance.isIn(0.01)) this.#later(() => this.#stop(asked.request), 3 * secondMs);
  }

  /** Most approve within the hour, some after lunch or a meeting of hours, a few never. */
  #decideMs(): number | null {
    return this.#chance.isIn(0.05)
      ? null
      : Math.min(7 * 60 * minuteMs, this.#chance.around(25 * minuteMs, 1.1));
  }

  #later(work: () => Promise<void>, delayMs: number | null): void {
    if (delayMs === null) {
      this.seen.neverApproved += 1;
      return;
    }
    this.undecided += 1;
    this.#means.clock.after(delayMs, () => void work().finally(() => (this.undecided -= 1)));
  }

  async #decide({ workspaceId, requestId, approval }: Request, place: Place): Promise<void> {
    const { services, clientOf } = this.#means.app;
    const by = askerOf(place, peopleWhoAsk);
    const person = await personOf({ workspaceId, by }, clientOf(place.botToken), services);
    const press = { workspaceId, requestId, by, person, list: approval?.list ?? '' };
    this.seen.approvals += 1;
    if (this.#chance.isIn(0.03)) await services.requests.decline(press);
    else await services.requests.approve(press);
  }

  async #stop({ workspaceId, requestId, ask }: Request): Promise<void> {
    this.seen.stops += 1;
    await this.#means.app.services.requests.stop(workspaceId, requestId, ask.by);
  }

  #think(leastSeconds: number, mostSeconds: number): Promise<void> {
    return this.#means.clock.pause(this.#chance.between(leastSeconds, mostSeconds) * secondMs);
  }
}

/** Of no agency more do; who approves is somebody else. */
const peopleWhoAsk = 3;
