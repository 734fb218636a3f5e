import { z } from 'zod';
import type { Delivery } from '../post-over-http.ts';
import type { SlackStandIn } from '../slack-stand-in.ts';
import { type AppManifest, bareManifest } from './manifest.ts';
import { channelIdOf, escapeMentions, userIdOf } from './names.ts';

/** What an act led to: how the app answered each payload, and whatever else there is to know. */
export interface Outcome {
  readonly deliveries: readonly Delivery[];
  readonly more?: Readonly<Record<string, unknown>>;
}

export type Act = (body: unknown) => Promise<Outcome>;

const filled = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]);

/** What people can be made to do over HTTP, by name. Each reads its body first, and throws what is wrong in a sentence. */
export function actsOf(slack: SlackStandIn, manifest: AppManifest): Readonly<Record<string, Act>> {
  const { world, knobs } = slack;
  const user = z.string().transform((given) => userIdOf(world, given));
  const channel = z.string().transform((given) => channelIdOf(world, given));
  const isSubscribed = (event: string) =>
    manifest === bareManifest || manifest.settings.event_subscriptions.bot_events.includes(event);
  const one = (delivery: Delivery): Outcome => ({ deliveries: [delivery] });
  const many = (deliveries: readonly Delivery[]): Outcome => ({ deliveries });
  const place = { channel, ts: z.string() };
  const element = { actionId: z.string(), blockId: z.string().optional(), value: filled.optional() };
  const trouble = {
    method: z.string(),
    error: z.string().optional(),
    status: z.number().optional(),
    retryAfterSeconds: z.number().optional(),
  };
  return {
    command: act(
      z.object({ user, channel, command: z.string(), text: z.string().default('') }),
      async (body) => {
        const known = manifest.features.slash_commands.find(({ command }) => command === body.command);
        const names = manifest.features.slash_commands.map(({ command }) => command).join(', ');
        if (!known && names)
          throw new Error(`${body.command} is not a command of this app; there is ${names}`);
        const text = known?.should_escape ? escapeMentions(world, body.text) : body.text;
        return one(await slack.typeCommand({ ...body, text }));
      },
    ),
    say: act(z.object({ user, channel, text: z.string(), threadTs: z.string().optional() }), async (body) => {
      const { message, deliveries } = await slack.say(body);
      return { deliveries, more: { ts: message.ts } };
    }),
    react: act(z.object({ user, ...place, name: z.string() }), async (body) => many(await slack.react(body))),
    shortcut: act(z.object({ user, callbackId: z.string(), on: z.object(place).optional() }), async (body) =>
      one(await slack.useShortcut(body)),
    ),
    press: act(
      z.union([z.object({ user, ...place, ...element }), z.object({ user, viewId: z.string(), ...element })]),
      async (body) => ('viewId' in body ? one(await slack.pressInView(body)) : many(await slack.press(body))),
    ),
    submit: act(
      z.object({
        user,
        viewId: z.string(),
        values: z.record(z.string(), z.record(z.string(), filled)).default({}),
      }),
      async (body) => many(await slack.submitView(body)),
    ),
    close: act(z.object({ user, viewId: z.string(), all: z.boolean().default(false) }), async (body) =>
      many(await slack.closeView(body)),
    ),
    suggest: act(
      z.object({
        user,
        viewId: z.string().optional(),
        channel: channel.optional(),
        ts: z.string().optional(),
        blockId: z.string(),
        actionId: z.string(),
        typed: z.string(),
      }),
      async (body) => {
        const { options, delivery } = await slack.suggest(body);
        return { deliveries: [delivery], more: { options } };
      },
    ),
    home: act(z.object({ user, tab: z.enum(['home', 'messages']).default('home') }), async (body) => {
      if (!isSubscribed('app_home_opened')) throw new Error('this app is not subscribed to app_home_opened');
      return one(await slack.openHome(body));
    }),
    event: act(z.object({ event: z.looseObject({ type: z.string() }) }), async (body) =>
      one(await slack.event(body)),
    ),
    fail: act(
      z.object({ ...trouble, times: z.number().optional(), always: z.boolean().default(false) }),
      async (body) => {
        const { method, always, times = 1, ...failure } = body;
        if (always) knobs.failAlways(method, failure);
        else knobs.failNext(method, { ...failure, times });
        return many([]);
      },
    ),
    heal: act(z.object({ method: z.string() }), async ({ method }) => {
      knobs.heal(method);
      return many([]);
    }),
  };
}

/** Takes the unset fields off, which the acts leave out rather than set to undefined. */
type Set<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>;
};

function act<Schema extends z.ZodType>(
  schema: Schema,
  run: (body: Set<z.output<Schema>>) => Promise<Outcome>,
): Act {
  return async (body) => {
    const read = schema.safeParse(body);
    if (read.success) return run(read.data as Set<z.output<Schema>>);
    throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  };
}
