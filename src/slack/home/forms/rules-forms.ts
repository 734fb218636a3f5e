import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { RulesInForce } from '../../../leaving/ports/rules.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { channelSessionsForm } from '../../../messages/home/forms/channel-sessions-form.ts';
import { formTitles } from '../../../messages/home/forms/form-titles.ts';
import { paceForm } from '../../../messages/home/forms/pace-form.ts';
import { safetyForm } from '../../../messages/home/forms/safety-form.ts';
import { whoForm } from '../../../messages/home/forms/who-form.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { listUserGroups } from '../../people/list-user-groups.ts';
import { keptConnection, noConnection } from '../kept-connection.ts';
import { matchesNow } from '../match-patterns.ts';
import type { HomeServices, Viewer } from '../viewer.ts';
import { newlyShared, tooFewApprovers } from './check-settings.ts';
import type { FieldErrors, FormRead } from './form-fields.ts';
import { readChannelSessionsForm } from './read-channel-sessions-form.ts';
import { readPaceForm } from './read-pace-form.ts';
import { readSafetyForm } from './read-safety-form.ts';
import { readWhoForm } from './read-who-form.ts';

type Shown = Pick<RulesInForce, 'settings' | 'revision'>;

/** A form of the settings: how it is drawn, read, and checked with Slack before it is saved. */
export interface RulesForm {
  readonly title: string;
  readonly draw: (
    rules: Shown,
    viewer: Viewer,
    client: WebClient,
    services: HomeServices,
  ) => Promise<ModalView>;
  readonly read: (values: unknown, before: WorkspaceSettings) => FormRead;
  readonly check: (
    change: { readonly before: WorkspaceSettings; readonly after: WorkspaceSettings },
    viewer: Viewer,
    client: WebClient,
    services: HomeServices,
  ) => Promise<FieldErrors>;
}

export const rulesForms = {
  who: {
    title: formTitles.who,
    draw: async (rules, _, client) => whoForm({ rules, userGroups: await listUserGroups(client) }),
    read: readWhoForm,
    async check({ before, after }, { workspaceId }, client, services) {
      const [people, channels] = await Promise.all([
        tooFewApprovers(after, workspaceId, client, services),
        newlyShared(before.channels, after.channels, client),
      ]);
      return errorsAt({ [fieldIds.people]: people, [fieldIds.channels]: channels });
    },
  },
  safety: {
    title: formTitles.safety,
    async draw(rules, { workspaceId }, _, services) {
      const kept = await keptConnection(workspaceId, services);
      const { protectedGroups } = rules.settings;
      const matches =
        kept.kind === 'open' ? await matchesNow(kept.connection, protectedGroups, services) : null;
      return safetyForm({ rules, matches });
    },
    read: readSafetyForm,
    async check({ after }, { workspaceId }, client, services) {
      return errorsAt({ [fieldIds.approvers]: await tooFewApprovers(after, workspaceId, client, services) });
    },
  },
  pace: {
    title: formTitles.pace,
    draw: async (rules) => paceForm(rules),
    read: readPaceForm,
    check: async () => ({}),
  },
  channelSessions: {
    title: formTitles.channelSessions,
    async draw({ revision }, { workspaceId }, _, services) {
      const kept = await keptConnection(workspaceId, services);
      if (kept.kind !== 'open') return noticeModal(noConnection(kept));
      const sessions = await services.wasend.reads(kept.connection).sessions();
      return sessions.kind === 'failed'
        ? noticeModal({ kind: 'wasend-silent', said: sessions.said })
        : channelSessionsForm(sessions.value, revision);
    },
    read: readChannelSessionsForm,
    async check({ before, after }, _, client) {
      const bound = (settings: WorkspaceSettings) =>
        settings.channelSessions.map(({ channelId }) => channelId);
      return errorsAt({ [fieldIds.boundChannel]: await newlyShared(bound(before), bound(after), client) });
    },
  },
} as const satisfies Record<string, RulesForm>;

function errorsAt(faults: Readonly<Record<string, string | null>>): FieldErrors {
  return Object.fromEntries(
    Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null),
  );
}
