import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from '../slack-stand-in.ts';
import { controlPath, createControl } from './control.ts';
import { type AppManifest, bareManifest } from './manifest.ts';
import { requestUrls } from './request-urls.ts';
import { worldOfManifest } from './world-of-manifest.ts';

export interface AloneOptions
  extends Pick<SlackStandInOptions, 'port' | 'strict' | 'requireExplicitResponse' | 'now' | 'ackTimeoutMs'> {
  readonly manifest?: AppManifest;
  /** Where the app listens, when it is not where its manifest says. */
  readonly appUrl?: string;
}

export interface Alone {
  readonly slack: SlackStandIn;
  /** What the app needs in its environment: always the same, so that it need not be written anew at each start. */
  readonly env: Readonly<Record<string, string>>;
  /** The page that shows what is going on. */
  readonly pageUrl: string;
}

const signingSecret = '5'.repeat(32);
const client = { id: '1234567890.1234567890', secret: 'c'.repeat(32) } as const;

/** A Slack for an app of anybody's, made from the app's manifest and driven over HTTP. */
export async function startAlone(options: AloneOptions): Promise<Alone> {
  const { manifest = bareManifest, appUrl, ...rules } = options;
  const { redirect_urls: redirectUrls } = manifest.oauth_config;
  const { bot_events: events } = manifest.settings.event_subscriptions;
  const isBare = manifest === bareManifest;
  const slack: SlackStandIn = await startSlackStandIn({
    strict: false,
    ...rules,
    signingSecret,
    world: worldOfManifest(manifest),
    client: { ...client, ...(redirectUrls ? { redirectUrls } : {}) },
    ...(isBare ? {} : { events }),
    handle: (pathname) => (pathname.startsWith(controlPath) ? (...call) => control(...call) : undefined),
  });
  const control = createControl(slack, manifest);
  const [workspace] = slack.world.workspaces;
  if (workspace && manifest.features.app_home) {
    workspace.isHomeTabOn = manifest.features.app_home.home_tab_enabled;
    workspace.isMessagesTabOn = manifest.features.app_home.messages_tab_enabled;
  }
  slack.rotateTokens(manifest.settings.token_rotation_enabled);
  const urls = requestUrls(manifest, appUrl);
  slack.deliverTo(manifest.settings.socket_mode_enabled ? null : urls);
  return {
    slack,
    pageUrl: slack.url + controlPath,
    env: {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: workspace?.botToken ?? '',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_APP_TOKEN: slack.world.appToken,
      SLACK_CLIENT_ID: client.id,
      SLACK_CLIENT_SECRET: client.secret,
    },
  };
}
