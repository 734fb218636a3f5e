import type { HomeView, KnownBlock } from '@slack/types';
import type { SessionId } from '../../leaving/ids.ts';
import type { PastRequest } from '../../leaving/looking-back/history.ts';
import type { OpenRequest } from '../../leaving/looking-back/status.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { context, section } from '../block-kit/mrkdwn.ts';
import { whoMay } from '../replies/not-allowed.ts';
import { connectionBlocks } from './connection.ts';
import { type Problem, problemBlocks } from './problems.ts';
import { requestBlocks } from './requests.ts';
import { ruleBlocks } from './rules.ts';

/** What is known of a workspace's link to Wasend; of the key only its end. */
export interface HomeConnection {
  readonly keyEnd: string;
  readonly sessionId: SessionId;
  readonly sessionLabel: string | null;
  readonly auditChannel: string | null;
  readonly callsLastMinute: number;
  readonly callLimit: number;
  readonly windowSeconds: number;
}

export interface Home {
  readonly isAdmin: boolean;
  /** True for those who may leave: only they see groups and people. */
  readonly mayLeave: boolean;
  readonly connection: HomeConnection | null;
  readonly settings: WorkspaceSettings;
  readonly problems: readonly Problem[];
  /** True while Wasend is still being asked. */
  readonly isChecking: boolean;
  readonly open: readonly OpenRequest[];
  readonly recent: readonly PastRequest[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The app's Home tab, as this person may see it. https://docs.slack.dev/surfaces/app-home */
export function homeView(home: Home): HomeView {
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: 'Leave WhatsApp groups' } },
    section(introduction(home)),
    ...problemBlocks(home),
    ...connectionBlocks(home),
    ...(home.isAdmin || home.mayLeave ? ruleBlocks(home) : []),
    ...(home.mayLeave ? requestBlocks(home) : []),
    ...(home.isChecking ? [context('Asking Wasend …')] : []),
  ];
  return { type: 'home', blocks };
}

function introduction({ mayLeave, connection, settings }: Home): string {
  if (connection === null)
    return 'This app takes a WhatsApp number out of WhatsApp groups. It is not connected to Wasend yet, so it can do nothing.';
  if (mayLeave)
    return 'Type `/wasend-leave` in a channel to choose groups. You see what would be left before anything happens, and confirm it with a button. Leaving cannot be undone.';
  return `This app takes a WhatsApp number out of WhatsApp groups with \`/wasend-leave\`. Here ${whoMay(settings.leavers)} may do that; ask one of them. You can press *Stop* on a card in a channel you are in.`;
}
