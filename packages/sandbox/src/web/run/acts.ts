import { type FaultKind, faultPlans } from '@wasend-slack/wasend-stand-in/faults/fault-plans.ts';
import { z } from 'zod';

const Id = z.string().min(1).max(100);
const Filled = z.union([
  z.string().max(10_000),
  z.array(z.string().max(200)).max(200),
  z.record(z.string(), z.unknown()),
]);
/** The tab of the browser that acts; none where no browser is. */
const from = Id.default('');
const Values = z.record(Id, z.record(Id, Filled));
const element = { blockId: Id, actionId: Id, value: Filled.optional() };

const FaultName = z
  .string()
  .refine((name): name is FaultKind => Object.hasOwn(faultPlans, name), 'There is no such fault.');

/** Everything that can be done on the page. */
export const Act = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('type'),
    user: Id,
    channel: Id,
    text: z.string().max(12_000),
    thread: Id.optional(),
    from,
  }),
  z.object({ do: z.literal('open-home'), user: Id, from }),
  z.object({ do: z.literal('submit'), user: Id, viewId: Id, values: Values, from }),
  z.object({ do: z.literal('close'), user: Id, viewId: Id, all: z.boolean().default(false), from }),
  z.object({ do: z.literal('press'), user: Id, channel: Id, ts: Id, ...element, from }),
  z.object({ do: z.literal('press-in-view'), user: Id, viewId: Id, values: Values, ...element, from }),
  z.object({
    do: z.literal('suggest'),
    user: Id,
    viewId: Id,
    blockId: Id,
    actionId: Id,
    typed: z.string().max(200),
    from,
  }),

  z.object({
    do: z.literal('fault'),
    kind: FaultName,
    route: z.enum(['leave', 'groups', 'group', 'sessions']),
    times: z.number().int().min(1).max(50),
  }),
  z.object({ do: z.literal('no-faults') }),
  z.object({ do: z.literal('let-slow-go') }),
  z.object({ do: z.literal('session-status'), sessionId: Id, status: z.string().min(1).max(40) }),
  z.object({ do: z.literal('membership'), sessionId: Id, groupId: Id, isIn: z.boolean() }),
  z.object({ do: z.literal('members'), groupId: Id }),
  z.object({ do: z.literal('rename'), groupId: Id, name: z.string().max(200) }),

  z.object({
    do: z.literal('slack-trouble'),
    method: z.enum([
      'chat.postMessage',
      'chat.update',
      'views.open',
      'views.update',
      'users.info',
      'response_url',
    ]),
    trouble: z.enum(['slow', 'not slow', 'refused', '429', 'never answered', 'done but cut']),
  }),
  z.object({ do: z.literal('lose-message'), channel: Id, ts: Id }),
  z.object({ do: z.literal('app-in-channel'), channel: Id, isIn: z.boolean() }),
  z.object({ do: z.literal('deliver-twice') }),

  z.object({ do: z.literal('start-over') }),
  z.object({ do: z.literal('play'), story: z.string().max(40), isFast: z.boolean().default(false), from }),
  z.object({ do: z.literal('pace'), to: z.enum(['pause', 'resume', 'step']) }),
  z.object({ do: z.literal('close-play') }),
]);
export type Act = z.infer<typeof Act>;
/** As the page sends it. */
export type SentAct = AsIs<z.input<typeof Act>>;

type AsIs<T> = T extends object ? { readonly [Key in keyof T]: AsIs<T[Key]> } : T;
