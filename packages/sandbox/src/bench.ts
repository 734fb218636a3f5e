import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { standInClient } from '@wasend-slack/slack-stand-in/world/installs.ts';
import { startWasendStandIn, type WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { approveInBrowser } from './approve-in-browser.ts';
import { connectAsAdmin } from './connect-as-admin.ts';
import { agencyKey, agencySessionId, auditChannel, sandboxSlack, sandboxWasend } from './sandbox-worlds.ts';
import { type StartedApp, startApp } from './start-app.ts';

/** The two stand-ins with the real app between them. */
export interface Bench {
  readonly slack: SlackStandIn;
  readonly wasend: WasendStandIn;
  readonly app: StartedApp;
  stop(): Promise<void>;
}

/** Groups beside the usual ones, for a look at sizes of real life. */
export interface MoreGroups {
  readonly groups: number;
  /** Other people in each. */
  readonly members: number;
}

const signingSecret = '5a4db0c5a4db0c5a4db0c5a4db0c0123';
const publicUrl = 'https://wasend.example.com';

/** Fast enough to watch: an app as it is set up would pause for up to 45 seconds between groups. */
const unhurried = { HOLD_SECONDS: '5', BULK_GAP_SECONDS: '1-2' };

/**
 * Starts all three. The app serves two workspaces that were installed by OAuth: Agency is connected to Wasend, Next Door
 * is not yet. `environment` is added to the app's; `slackTime` is Slack's patience and clock, its own when left out. Throws with the app's log when it does not get ready.
 */
export async function startBench(
  environment: Readonly<Record<string, string>> = {},
  more: MoreGroups = { groups: 0, members: 0 },
  slackTime: Pick<SlackStandInOptions, 'ackTimeoutMs' | 'now'> = {},
): Promise<Bench> {
  const slack = await startSlackStandIn({ signingSecret, world: sandboxSlack(), ...slackTime });
  const wasend = await startWasendStandIn({ world: sandboxWasend });
  if (more.groups > 0)
    wasend.world.addManyGroups(agencySessionId, more.groups, { otherMembers: more.members });
  const stopping: (() => Promise<unknown>)[] = [() => slack.close(), () => wasend.close()];
  const stop = async (): Promise<void> => {
    for (const end of stopping.toReversed()) await end();
  };
  try {
    const app = await startApp({
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_CLIENT_ID: standInClient.id,
      SLACK_CLIENT_SECRET: standInClient.secret,
      SLACK_STATE_SECRET: 'sandbox-state-secret-of-32-characters',
      PUBLIC_URL: publicUrl,
      WASEND_BASE_URL: wasend.url,
      ...unhurried,
      ...environment,
    });
    stopping.push(() => app.stop());
    const bench = { slack, wasend, app, stop };
    slack.deliverTo(`${app.url}/slack/events`);
    await Promise.all([
      approveInBrowser(bench, { workspace: 'T0AGENCY', user: 'U0ADMIN', publicUrl }),
      approveInBrowser(bench, { workspace: 'T0NEXT', user: 'U1ADMIN', publicUrl }),
    ]);
    await connectAsAdmin(bench, {
      user: 'U0ADMIN',
      key: agencyKey,
      sessionId: agencySessionId,
      auditChannel,
    });
    return bench;
  } catch (error) {
    await stop();
    throw error;
  }
}
