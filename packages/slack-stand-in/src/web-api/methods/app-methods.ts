import { z } from 'zod';
import { findBlockFaults } from '../../block-kit/blocks.ts';
import type { BlockKitFault } from '../../block-kit/checks.ts';
import { findMessageFaults } from '../../block-kit/messages.ts';
import { findViewFaults } from '../../block-kit/views.ts';
import { asObject } from '../../json.ts';
import { accept, defineMethod, invalidArguments, refuse, type WebApiMethod } from '../web-api-method.ts';

const authTest = defineMethod({
  tier: 'none',
  scopes: [],
  args: z.looseObject({}),
  run({ slack, workspace }) {
    return accept({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: workspace.users.get(workspace.botUserId)?.name ?? 'app',
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      app_id: slack.world.appId,
      ...(workspace.enterprise ? { enterprise_id: workspace.enterprise.id } : {}),
      is_enterprise_install: workspace.enterprise?.isOrgInstall ?? false,
    });
  },
});

const teamInfo = defineMethod({
  tier: 3,
  scopes: ['team:read'],
  args: z.looseObject({ team: z.string().optional() }),
  run({ workspace, args }) {
    if (args.team && args.team !== workspace.id) return refuse('team_not_found');
    const enterprise = workspace.enterprise
      ? { enterprise_id: workspace.enterprise.id, enterprise_name: workspace.enterprise.name }
      : {};
    const { id, name, domain } = workspace;
    return accept({
      team: { id, name, domain, email_domain: '', icon: { image_default: true }, ...enterprise },
    });
  },
});

const validate = defineMethod({
  tier: 'none',
  scopes: [],
  args: z.looseObject({
    blocks: z.unknown().optional(),
    view: z.unknown().optional(),
    message: z.unknown().optional(),
  }),
  run({ slack, args: { blocks, view, message } }) {
    const certain = (faults: readonly BlockKitFault[]) =>
      faults.filter(({ isDoubtful }) => slack.rules.isStrict || isDoubtful !== true);
    if ([blocks, view, message].filter((one) => one !== undefined).length !== 1) {
      return invalidArguments(['must provide exactly one of `blocks`, `view`, or `message`']);
    }
    if (blocks !== undefined)
      return verdict('invalid_blocks', certain(findBlockFaults('message', blocks, '')));
    if (message !== undefined) return verdict('invalid_message', certain(findMessageFaults(message)));
    const type = asObject(view)?.type === 'home' ? 'home' : 'modal';
    return verdict('invalid_view', certain(findViewFaults(type, view)));
  },
});

function verdict(error: string, faults: readonly BlockKitFault[]) {
  if (faults.length === 0) return accept();
  const errors = faults.map(({ pointer, message }) => ({
    code: message.startsWith('missing required field') ? 'missing_field' : 'failed_constraint',
    message,
    pointer,
  }));
  return refuse(error, { errors });
}

/** What an app asks about itself and its workspace. Source: docs.slack.dev/reference/methods. */
export const appMethods: Readonly<Record<string, WebApiMethod>> = {
  'auth.test': authTest,
  'team.info': teamInfo,
  'blocks.validate': validate,
};
