import type { Knobs } from '@wasend-slack/slack-stand-in/knobs.ts';
import type { Bench } from '../../bench.ts';
import type { Act } from './acts.ts';

type StandIns = Pick<Bench, 'slack' | 'wasend'>;
type Of<Do extends Act['do']> = Extract<Act, { do: Do }>;

/** Acts behind the app's back: the WhatsApp side, and Slack's and Wasend's troubles. */
export type KnobAct = Of<
  | 'fault'
  | 'no-faults'
  | 'let-slow-go'
  | 'session-status'
  | 'membership'
  | 'rename'
  | 'slack-trouble'
  | 'lose-message'
  | 'app-in-channel'
>;

const slowMs = 2_000;

const turns: { readonly [Do in KnobAct['do']]: (standIns: StandIns, act: Of<Do>) => void } = {
  fault: ({ wasend }, { kind, route, times }) => wasend.faults.next(kind, { route, times }),
  'no-faults': ({ wasend }) => wasend.faults.clear(),
  'let-slow-go': ({ wasend }) => wasend.gate.slow.release(),
  'session-status': ({ wasend }, { sessionId, status }) => wasend.world.setStatus(sessionId, status),
  membership: ({ wasend: { world } }, { groupId, sessionId, isIn }) => {
    if (isIn) world.addUs(groupId, sessionId);
    else world.removeUs(groupId, sessionId);
  },
  rename: ({ wasend }, { groupId, name }) => wasend.world.rename(groupId, name),
  'slack-trouble': ({ slack }, { method, trouble }) => troubles[trouble](slack.knobs, method),
  'lose-message': ({ slack }, { ts }) => slack.knobs.loseMessage(ts),
  'app-in-channel': ({ slack: { world } }, { channel, isIn }) => {
    const { members } = world.channel(channel);
    const { botUserId } = world.workspaceOfChannel(channel);
    if (isIn) members.add(botUserId);
    else members.delete(botUserId);
  },
};

const troubles: Record<Of<'slack-trouble'>['trouble'], (knobs: Knobs, method: string) => void> = {
  slow: (knobs, method) => knobs.slow(method, slowMs),
  'not slow': (knobs, method) => knobs.slow(method, 0),
  refused: (knobs, method) => knobs.failNext(method),
  '429': (knobs, method) => knobs.failNext(method, { retryAfterSeconds: 3 }),
  'never answered': (knobs, method) => knobs.hang(method),
  'done but cut': (knobs, method) => knobs.cutAfterDoing(method),
};

export function isKnob(act: Act): act is KnobAct {
  return Object.hasOwn(turns, act.do);
}

/** Changes the world or orders a trouble. Throws where there is no such group, session or channel. */
export function turnKnob(standIns: StandIns, act: KnobAct): void {
  const turn = turns[act.do] as (standIns: StandIns, act: KnobAct) => void;
  turn(standIns, act);
}
