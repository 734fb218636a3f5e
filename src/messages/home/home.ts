import type { HomeView, KnownBlock } from '@slack/types';
import type { RequestId } from '../../leaving/ids.ts';
import type { Request } from '../../leaving/request.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { countOf } from '../block-kit/counts.ts';
import { context, section } from '../block-kit/mrkdwn.ts';
import { askThem, whoMay } from '../block-kit/people.ts';
import { actionIds } from '../ids.ts';
import { pastRow, type RequestRow } from '../replies/request-row.ts';
import { openBlocks } from '../replies/status.ts';
import { type HomeNumber, numberBlocks } from './numbers.ts';
import { type Problem, problemBlocks, stoppedBlocks } from './problems.ts';
import { type SettingsShown, settingsBlocks } from './settings.ts';

export interface Home extends SettingsShown {
  readonly isAdmin: boolean;
  /** True for those who may leave: only they see numbers, groups and people. */
  readonly mayLeave: boolean;
  readonly problems: readonly Problem[];
  readonly numbers: readonly HomeNumber[];
  /** True while Wasend is still being asked. */
  readonly isChecking: boolean;
  readonly open: readonly RequestRow[];
  /** The last ten. */
  readonly recent: readonly Request[];
  readonly cardUrlOf: (requestId: RequestId) => string | null;
  /** The bot's own name in this workspace. */
  readonly appName: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The app's Home tab, as this person may see it: the day's work first, settings last. https://docs.slack.dev/surfaces/app-home */
export function homeView(home: Home): HomeView {
  const { connection, isAdmin, mayLeave, settings, names, problems, appName, numbers, now } = home;
  const seesWork = mayLeave && connection !== null;
  const seesOwn = !mayLeave && settings.othersMayAsk && (home.open.length > 0 || home.recent.length > 0);
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: 'Leave WhatsApp groups' } },
    ...stoppedBlocks(settings.stoppedBy, isAdmin, names.nameOf),
    section(introduction(home)),
    ...(connection === null && isAdmin ? [connect] : []),
    ...(connection !== null && (isAdmin || mayLeave) ? problemBlocks(problems, isAdmin, appName) : []),
    ...(seesWork ? [...numberBlocks(numbers, now), ...workBlocks(home)] : []),
    ...(seesOwn && connection !== null && !isAdmin ? workBlocks(home) : []),
    ...(home.isChecking ? [context('Asking Wasend …')] : []),
    ...(isAdmin ? settingsBlocks(home) : []),
  ];
  return { type: 'home', blocks };
}

const connect = buttonRow({ actionId: actionIds.homeConnect, label: 'Connect to Wasend', style: 'primary' });

function introduction({ connection, isAdmin, mayLeave, settings, names }: Home): string {
  if (connection === null)
    return `This app leaves WhatsApp groups for you, through Wasend. It is not connected to Wasend yet${isAdmin ? '; an API key from your Wasend account connects it.' : '. An admin connects it here, on this tab.'}`;
  if (mayLeave)
    return 'Type `/wasend-leave` in a channel to choose groups, or `/wasend-leave padel` to find them by name.';
  const who = whoMay(settings.leavers, names.nameOf);
  if (settings.othersMayAsk)
    return `Type \`/wasend-leave\` in a channel to ask that WhatsApp groups be left. Here ${who} may leave; one of them must approve. You can press *Stop* on a card in a channel you are in.`;
  return `This app leaves WhatsApp groups, with \`/wasend-leave\`. Here ${who} may; ${askThem(settings.leavers)}. You can press *Stop* on a card in a channel you are in.`;
}

function workBlocks({ open, recent, cardUrlOf, now, names: { nameOf } }: Home): KnownBlock[] {
  const past = recent.map((request) => section(pastRow(request, cardUrlOf(request.requestId), now, nameOf)));
  return [
    section(open.length === 0 ? '*Nothing is going on*' : `*${countOf(open.length, 'request')} open*`),
    ...openBlocks({ open, now, nameOf }),
    ...(past.length === 0
      ? [context('No group has been left with this app yet.')]
      : [section('*The last requests*'), ...past]),
    buttonRow({ actionId: actionIds.homeRefresh, label: 'Look again' }),
  ];
}
