import { z } from 'zod';
import { changeRules } from '../../../leaving/rules/change-rules.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { checkingModal } from '../../../messages/modals/loading.ts';
import type { SubmissionArgs } from '../../listener.ts';
import { publishHome } from '../publish-home.ts';
import { type HomeServices, type Viewer, viewerOf } from '../viewer.ts';
import { answerInTime, type SubmissionEnd } from './answer-in-time.ts';
import { type RulesForm, rulesForms } from './rules-forms.ts';
import { refusalFor, staleFormOf } from './say-no.ts';

const Metadata = z.object({ v: z.literal(1), revision: z.number().int().nonnegative() });

/**
 * Keeps what an admin sent, or says at each field what is wrong; what was typed stays. Settings that have changed since
 * the form was opened are not saved over.
 */
export function rulesSubmission(services: HomeServices, which: keyof typeof rulesForms) {
  const form: RulesForm = rulesForms[which];
  return async (args: SubmissionArgs): Promise<void> => {
    const { ack, body, client, context, view } = args;
    const viewer = viewerOf(context, body.user.id);
    const { revision } = Metadata.parse(JSON.parse(view.private_metadata));
    const inForce = await services.rules.get(viewer.workspaceId);
    const isStale = inForce.revision !== revision;
    const read = isStale ? null : form.read(view.state.values, inForce.settings);
    if (read?.kind === 'wrong') return ack({ response_action: 'errors', errors: { ...read.errors } });
    const work = async (): Promise<SubmissionEnd> => {
      const refusal = await refusalFor(viewer, client, services);
      if (refusal !== null) return { kind: 'view', view: refusal };
      if (read === null)
        return { kind: 'view', view: await staleFormOf(inForce.changedBy, viewer, client, services) };
      const change = { before: inForce.settings, after: read.after };
      return save(form, revision, change, viewer, client, services);
    };
    const end = await answerInTime(args, checkingModal(form.title, 'the settings'), work, services);
    if (end.kind === 'saved') await publishHome(viewer, client, services);
  };
}

async function save(
  form: RulesForm,
  revision: number,
  change: { readonly before: WorkspaceSettings; readonly after: WorkspaceSettings },
  viewer: Viewer,
  client: SubmissionArgs['client'],
  services: HomeServices,
): Promise<SubmissionEnd> {
  const { workspaceId, by } = viewer;
  const errors = await form.check(change, viewer, client, services);
  if (Object.keys(errors).length > 0) {
    const sent = { settings: change.after, revision };
    return { kind: 'errors', errors, again: () => form.draw(sent, viewer, client, services) };
  }
  const auditChannel = (await services.connections.sealed(workspaceId))?.auditChannel ?? null;
  const tell = auditChannel === null ? [] : [auditChannel];
  const saved = await changeRules(
    services.rules,
    { workspaceId, by, tell, seenRevision: revision },
    () => change.after,
  );
  return saved.kind === 'stale'
    ? { kind: 'view', view: await staleFormOf(saved.rules.changedBy, viewer, client, services) }
    : { kind: 'saved' };
}
