import type { Button, KnownBlock } from '@slack/types';
import { countOf } from '../block-kit/group-label.ts';
import { section, stranger } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import type { Home } from './home.ts';

/** The link to Wasend, and for admins the buttons that change it. */
export function connectionBlocks({ connection, isAdmin }: Home): KnownBlock[] {
  if (connection === null) {
    return isAdmin
      ? [
          section('Connect it with an API key from your Wasend account.'),
          actions(button(actionIds.homeConnect, 'Connect to Wasend', 'primary')),
        ]
      : [section('An admin or owner can connect it here, on this tab.')];
  }
  const { sessionId, sessionLabel, auditChannel, callsLastMinute, callLimit, windowSeconds, keyEnd } =
    connection;
  const number =
    sessionLabel === null ? `\`${sessionId}\`` : `${stranger(sessionLabel, 80)} (\`${sessionId}\`)`;
  const lines = [
    `*Number*: ${number}`,
    `*Audit channel*: ${auditChannel === null ? 'none' : `<#${auditChannel}>`}`,
    ...(isAdmin ? [`*Wasend key*: ends in \`${keyEnd}\``] : []),
    `*Leave calls in the last minute*: ${callsLastMinute}, at most ${callLimit} in ${countOf(windowSeconds, 'second')}`,
  ];
  if (!isAdmin) return [section(lines.join('\n'))];
  return [
    section(lines.join('\n')),
    actions(
      button(actionIds.homeConnection, 'Number and audit channel'),
      button(actionIds.homeConnect, 'Replace the key'),
      removeButton,
    ),
  ];
}

function button(actionId: string, label: string, style?: 'primary'): Button {
  const text = { type: 'plain_text', text: label } as const;
  return { type: 'button', action_id: actionId, text, ...(style === undefined ? {} : { style }) };
}

function actions(...elements: Button[]): KnownBlock {
  return { type: 'actions', elements };
}

const removeButton: Button = {
  type: 'button',
  action_id: actionIds.homeDisconnect,
  style: 'danger',
  text: { type: 'plain_text', text: 'Remove the key' },
  confirm: {
    title: { type: 'plain_text', text: 'Remove the key?' },
    text: {
      type: 'plain_text',
      text: 'Open requests end at once; groups not asked by then stay as they are. The record of what was done stays.',
    },
    confirm: { type: 'plain_text', text: 'Remove it' },
    deny: { type: 'plain_text', text: 'Keep it' },
  },
};
