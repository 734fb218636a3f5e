import { z } from 'zod';
import { readView } from '../../content/view-checks.ts';
import { viewPayload } from '../../content/view-payload.ts';
import type { OpenView } from '../../world/view-store.ts';
import {
  accept,
  defineMethod,
  needed,
  refuse,
  type WebApiCall,
  type WebApiMethod,
} from '../web-api-method.ts';

/** Modals may lie this deep on each other. Source: docs.slack.dev/surfaces/modals. */
export const deepestStack = 3;

const byTrigger = z.looseObject({ trigger_id: needed('trigger_id'), view: z.unknown().optional() });

const open = defineMethod({
  tier: 4,
  scopes: [],
  args: byTrigger,
  run({ slack, workspace, args }) {
    const read = readView(slack, workspace, 'views.open', 'modal', args.view);
    if ('refusal' in read) return read.refusal;
    const trigger = slack.triggers.exchange(args.trigger_id, workspace.id);
    if (typeof trigger === 'string') return refuse(trigger);
    const view = slack.world.views.open(workspace.id, trigger.userId, read.view, trigger.channelId);
    return accept({ view: viewPayload(slack.world, view) });
  },
});

const push = defineMethod({
  tier: 4,
  scopes: [],
  args: byTrigger,
  run({ slack, workspace, args }) {
    const read = readView(slack, workspace, 'views.push', 'modal', args.view);
    if ('refusal' in read) return read.refusal;
    const trigger = slack.triggers.exchange(args.trigger_id, workspace.id);
    if (typeof trigger === 'string') return refuse(trigger);
    const stack = slack.world.views.openFor(trigger.userId);
    const top = stack.at(-1);
    if (!top) return refuse('not_found');
    if (stack.length >= deepestStack) return refuse('push_limit_reached');
    const view = slack.world.views.push(top, read.view);
    return accept({ view: viewPayload(slack.world, view) });
  },
});

const updateArgs = z.looseObject({
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
  view: z.unknown().optional(),
});

function findView({ slack, workspace, args }: WebApiCall<z.output<typeof updateArgs>>): OpenView | undefined {
  const { views } = slack.world;
  const view = args.view_id
    ? views.find(args.view_id)
    : views.findByExternalId(workspace.id, args.external_id ?? '');
  return view?.workspaceId === workspace.id ? view : undefined;
}

const update = defineMethod({
  tier: 4,
  scopes: [],
  args: updateArgs,
  run(call) {
    const { slack, workspace, args } = call;
    const view = findView(call);
    if (!view) return refuse('not_found');
    if (args.hash !== undefined && args.hash !== view.hash) return refuse('hash_conflict');
    const read = readView(slack, workspace, 'views.update', view.type, args.view, view.id);
    if ('refusal' in read) return read.refusal;
    slack.world.views.replace(view, read.view);
    return accept({ view: viewPayload(slack.world, view) });
  },
});

const publish = defineMethod({
  tier: 4,
  scopes: [],
  args: z.looseObject({
    user_id: needed('user_id'),
    hash: z.string().optional(),
    view: z.unknown().optional(),
  }),
  run({ slack, workspace, args }) {
    if (!workspace.isHomeTabOn) return refuse('not_enabled');
    if (!workspace.users.has(args.user_id)) return refuse('user_not_found');
    const home = slack.world.views.homeOf(args.user_id);
    if (args.hash !== undefined && home && args.hash !== home.hash) return refuse('hash_conflict');
    const read = readView(slack, workspace, 'views.publish', 'home', args.view, home?.id);
    if ('refusal' in read) return read.refusal;
    const view = slack.world.views.publish(workspace.id, args.user_id, read.view);
    return accept({ view: viewPayload(slack.world, view) });
  },
});

/** The views family. Source: docs.slack.dev/reference/methods. */
export const viewMethods: Readonly<Record<string, WebApiMethod>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
