import type { ModalView } from '@slack/types';
import type { ChannelId, SessionId, UserId } from '../../../leaving/ids.ts';
import { type PlainMessage, sentences } from '../../block-kit/message.ts';
import { type NameOf, personName } from '../../block-kit/people.ts';
import { fieldIds, viewIds } from '../../ids.ts';
import { type PickableSession, sessionOptions } from '../../modals/picker/session-options.ts';
import { field, form, initialOption } from './form.ts';
import { formTitles } from './form-titles.ts';

interface ConnectionForm {
  readonly sessions: readonly PickableSession[];
  readonly sessionId: SessionId | null;
  readonly auditChannel: ChannelId | null;
  /** Names the key that waits to be kept; null when the key stays as it is. */
  readonly pendingId: string | null;
  /** The revision of the connection the form was opened with. */
  readonly revision: number;
}

/** Asks which number is taken when nobody chooses, and where every leave is told. */
export function connectionForm({
  sessions,
  sessionId,
  auditChannel,
  pendingId,
  revision,
}: ConnectionForm): ModalView {
  const options = sessionOptions(sessions);
  return form({
    callbackId: viewIds.connection,
    title: formTitles.connection,
    submit: 'Save',
    metadata: JSON.stringify({ v: 1, pendingId, revision }),
    blocks: [
      field(fieldIds.session, 'Default number', {
        type: 'static_select',
        action_id: fieldIds.session,
        options,
        ...initialOption(options, sessionId ?? ''),
      }),
      field(
        fieldIds.auditChannel,
        'Audit channel',
        {
          type: 'conversations_select',
          action_id: fieldIds.auditChannel,
          filter: {
            include: ['public', 'private'],
            exclude_bot_users: true,
            exclude_external_shared_channels: true,
          },
          ...(auditChannel === null ? {} : { initial_conversation: auditChannel }),
        },
        {
          optional: true,
          hint: 'Is told every leave and every change of the settings. The app says hello there now, to see that it can.',
        },
      ),
    ],
  });
}

/** Said in a channel that was chosen as audit channel. */
export function auditHello(by: UserId, nameOf: NameOf): PlainMessage {
  return sentences(
    `${personName(by, nameOf)} made this the audit channel: every leave of a WhatsApp group and every change of the settings is told here.`,
  );
}

/** Why a chosen audit channel was not taken. */
export type AuditRefusal = 'not-in-channel' | 'slack-silent' | 'shared' | 'other';

const auditRefusals = {
  'not-in-channel': (app: string) =>
    `The app is not in that channel. Type /invite @${app} there, then press again.`,
  'slack-silent': () => 'Slack did not answer in time. Press again.',
  shared: () => 'This channel is shared with another organisation. Choose one of your own.',
  other: () => 'The app could not post there. Choose another channel.',
} as const satisfies Record<AuditRefusal, (app: string) => string>;

/** `appName` is the bot's own name in this workspace; `code` is Slack's. Plain text. */
export function auditChannelRefused(why: AuditRefusal, appName: string, code: string | null): string {
  const words = auditRefusals[why](appName);
  return why === 'other' && code !== null ? `${words} Slack: ${code}` : words;
}

/** The key that was checked is not to be had any more. */
export const pendingKeyGone = 'This form was open for too long. Close it and paste the key again.';
