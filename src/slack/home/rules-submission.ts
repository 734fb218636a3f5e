import { UserId } from '../../leaving/ids.ts';
import { notAllowedModal } from '../../messages/modals/notice-modal.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import { judgeAdmin } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { changeSettings } from './change-settings.ts';
import { publishHome } from './publish-home.ts';
import { readChannelSessionsForm } from './read-channel-sessions-form.ts';
import { type FormRules, readRulesForm } from './read-rules-form.ts';

/** Keeps the rules an admin sent, or says at each field what is wrong; what was typed stays. */
export function rulesSubmission(services: Services) {
  return formSubmission(services, readRulesForm);
}

/** Binds one channel to numbers, or lets it see every number again. */
export function channelSessionsSubmission(services: Services) {
  return formSubmission(services, readChannelSessionsForm);
}

function formSubmission(services: Services, read: (values: unknown) => FormRules) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    const { verdict, settings } = await judgeAdmin(viewer, client, services);
    if (verdict.kind === 'refused') {
      await ack({ response_action: 'update', view: notAllowedModal({ rule: verdict.rule, settings }) });
      return;
    }
    const rules = read(view.state.values);
    if (rules.kind === 'wrong') {
      await ack({ response_action: 'errors', errors: { ...rules.errors } });
      return;
    }
    await changeSettings(viewer, rules.change, services);
    await ack();
    await publishHome(viewer, client, services);
  };
}
