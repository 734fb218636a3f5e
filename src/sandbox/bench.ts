import { type SlackStandIn, startSlackStandIn } from './slack/slack-stand-in.ts';
import { type StartedApp, startApp } from './start-app.ts';
import { startWasendStandIn, type WasendStandIn } from './wasend/wasend-stand-in.ts';

/** The two stand-ins with the real app between them. */
export interface Bench {
  readonly slack: SlackStandIn;
  readonly wasend: WasendStandIn;
  readonly app: StartedApp;
  stop(): Promise<void>;
}

const signingSecret = 'sandbox-signing-secret';
export const sandboxApiKey = 'wk_stand_in_1';
export const sandboxSessionId = '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10';

/** Starts all three; `environment` is added to the app's. Throws with the app's log when it does not get ready. */
export async function startBench(environment: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const slack = await startSlackStandIn({ signingSecret });
  const wasend = await startWasendStandIn();
  const standIns = async (): Promise<void> => {
    await Promise.all([slack.close(), wasend.close()]);
  };
  try {
    const app = await startApp({
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-stand-in-1',
      SLACK_SIGNING_SECRET: signingSecret,
      WASEND_BASE_URL: wasend.url,
      WASEND_API_KEY: sandboxApiKey,
      WASEND_SESSION_ID: sandboxSessionId,
      AUDIT_CHANNEL: 'C0AUDIT',
      ...environment,
    });
    slack.deliverTo(`${app.url}/slack/events`);
    return {
      slack,
      wasend,
      app,
      async stop() {
        await app.stop();
        await standIns();
      },
    };
  } catch (error) {
    await standIns();
    throw error;
  }
}
