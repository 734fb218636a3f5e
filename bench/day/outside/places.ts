import { ChannelId, SessionId, UserId, WorkspaceId } from '../../../src/leaving/ids.ts';
import { Chance } from '../chance.ts';

/** One workspace of the day: everything of it follows from its index, so that a hundred thousand take no memory. */
export interface Place {
  readonly index: number;
  readonly workspaceId: WorkspaceId;
  readonly apiKey: string;
  readonly botToken: string;
  readonly sessionIds: readonly SessionId[];
  /** Hours that its clocks are ahead of UTC. */
  readonly zone: number;
  readonly isAgency: boolean;
  /** Which rules it has set: none, others must approve, or no gap between leaves. */
  readonly rules: 'default' | 'approval' | 'no-gap';
  /** Whether its key's reads count into the ten calls a minute, as nobody knows of the real API. */
  readonly readsCount: boolean;
  /** False where the app was never invited into the channel. */
  readonly isInChannel: boolean;
}

const zones = [-8, -5, -3, 0, 1, 2, 5.5, 8, 9] as const;
const weightOfZone = [14, 18, 8, 8, 18, 8, 14, 8, 4] as const;
/** One workspace in a thousand is an agency, and at least one. */
const agencyEvery = 1_000;
const groupsOfAgency = 400;

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

export function placeAt(index: number): Place {
  const chance = new Chance(`place ${index}`);
  const isAgency = index % agencyEvery === 0;
  const numbers = isAgency ? chance.whole(2, 3) : 1 + chance.weighed([80, 14, 6]);
  const id = padded(index, 6);
  const rules = chance.isIn(isAgency ? 0.25 : 0.12)
    ? 'approval'
    : isAgency && chance.isIn(0.5)
      ? 'no-gap'
      : 'default';
  return {
    index,
    workspaceId: WorkspaceId.parse(`T0D${id}`),
    apiKey: `wk_day_${id}`,
    botToken: `xoxb-day-${id}`,
    sessionIds: Array.from({ length: numbers }, (_, number) => SessionId.parse(`day-${id}-${number}`)),
    zone: zones[chance.weighed(weightOfZone)] ?? 0,
    isAgency,
    rules,
    readsCount: chance.isIn(0.5),
    isInChannel: !chance.isIn(0.01),
  };
}

export const askerOf = ({ index }: Place, person: number): UserId =>
  UserId.parse(`U0D${padded(index, 6)}P${person}`);
export const channelOf = ({ index }: Place, person: number): ChannelId =>
  ChannelId.parse(`C0D${padded(index, 6)}P${person}`);
export const auditChannelOf = ({ index }: Place): ChannelId => ChannelId.parse(`C0D${padded(index, 6)}AUDIT`);

/** The index of the place that a key, a token, a person, a channel or a session belongs to; NaN for none. */
export function indexIn(text: string): number {
  return Number(/(?:T0D|U0D|C0D|wk_day_|xoxb-day-|day-)(\d{6})/.exec(text)?.[1] ?? Number.NaN);
}

/** The number of a session, as people know it. */
export function phoneOf(sessionId: string): string {
  const [, index = '0', number = '0'] = /^day-(\d{6})-(\d)$/.exec(sessionId) ?? [];
  return `+49151${padded(Number(index) * 3 + Number(number), 8)}`;
}

/** How many groups a session is in when the day begins. */
export function groupsOf(sessionId: string): number {
  const index = indexIn(sessionId);
  return index % agencyEvery === 0 ? groupsOfAgency : new Chance(`groups ${sessionId}`).whole(8, 40);
}

export function groupIdOf(sessionId: string, group: number): string {
  const [, index = '0', number = '0'] = /^day-(\d{6})-(\d)$/.exec(sessionId) ?? [];
  return `120363${index}${number}${padded(group, 5)}@g.us`;
}

/** Which of a session's groups an id names. */
export const groupIn = (groupId: string): number => Number(groupId.slice(13, 18));
