import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import type { Pace } from '../leaving/advance/pace.ts';
import { defaultRules } from '../leaving/rules/default-rules.ts';
import type { WorkspaceSettings } from '../leaving/rules/settings.ts';
import { httpsOrLoopback, pathOf, publicAddress } from './addresses.ts';
import { cleanEnvironment } from './clean-values.ts';
import {
  apiKey,
  appToken,
  botToken,
  encryptionKeys,
  secret,
  signingSecret,
  stateSecret,
} from './secret-values.ts';
import {
  channelId,
  clientId,
  days,
  gapSeconds,
  host,
  leavers,
  oneOf,
  port,
  rate,
  seconds,
  sessionId,
  storeUrl,
} from './values.ts';

/** One workspace by its bot token, or many by OAuth. */
export type SlackIdentity =
  | { readonly kind: 'one-workspace'; readonly botToken: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly publicUrl: string;
    };

export const defaultStoreUrl = 'sqlite:data/wasend.db';

/** Everything that can be set from outside. Secrets are in here: never log it whole. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The path of PUBLIC_URL, before every path of ours where a proxy keeps it; empty or without a slash at its end. */
  readonly publicPath: string;
  readonly slack: {
    readonly signingSecret: string | null;
    readonly identity: SlackIdentity;
    readonly appToken: string | null;
    readonly apiUrl: string;
  };
  readonly wasend: {
    readonly baseUrl: string;
    /** The connection stored at start for the workspace of the bot token when it has none. */
    readonly first: {
      readonly apiKey: string;
      readonly sessionId: string;
      readonly auditChannel: string | null;
    } | null;
  };
  readonly pace: Pace;
  /** What holds where a workspace has not set its own. */
  readonly rules: WorkspaceSettings;
  /** Older entries of closed requests are cut off every day; null keeps everything. */
  readonly retentionDays: number | null;
  /** Listens to the step of Workflow Builder; only with `manifest.workflow.yml`. */
  readonly workflowStep: boolean;
  readonly storeUrl: string;
  readonly encryptionKeys: readonly Buffer[];
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

const Environment = z.object({
  HOST: host.default('0.0.0.0'),
  PORT: port.default(3000),
  SLACK_SIGNING_SECRET: signingSecret.optional(),
  SLACK_BOT_TOKEN: botToken.optional(),
  SLACK_CLIENT_ID: clientId.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_STATE_SECRET: stateSecret.optional(),
  PUBLIC_URL: publicAddress.optional(),
  SLACK_APP_TOKEN: appToken.optional(),
  SLACK_API_URL: httpsOrLoopback.default('https://slack.com/api/'),
  WASEND_BASE_URL: httpsOrLoopback.default('https://api.wasend.dev'),
  WASEND_API_KEY: apiKey.optional(),
  WASEND_SESSION_ID: sessionId.optional(),
  AUDIT_CHANNEL: channelId.optional(),
  WASEND_RATE: rate.default({ limit: 10, windowMs: 60_000 }),
  BULK_GAP_SECONDS: gapSeconds.default({ from: 20_000, to: 45_000 }),
  HOLD_SECONDS: seconds.default(5),
  LEAVERS: leavers.default('admins'),
  WORKFLOW_STEP: oneOf('on', 'off').default('off'),
  STORE_URL: storeUrl.default(defaultStoreUrl),
  RETENTION_DAYS: days.optional(),
  ENCRYPTION_KEY: encryptionKeys,
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').default('info'),
});

type Environment = z.infer<typeof Environment>;

/**
 * Reads the configuration out of an environment. Values are cleaned of what was copied along; an empty variable counts as not set.
 * Throws ConfigError with every fault at once, one line each: the variable, what is wrong, the remedy.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = cleanEnvironment(environment);
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  faults.push(...faultsBetween(given));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults.join('\n'));
  return toConfig(parsed.data);
}

/** The store of the environment, for commands that need nothing else of it. Throws ConfigError as above. */
export function readStoreUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const parsed = Environment.shape.STORE_URL.safeParse(cleanEnvironment(environment).STORE_URL);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(({ message }) => `STORE_URL ${message}`).join('\n'));
}

/** What no single variable can tell by itself. */
function faultsBetween(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [...identityFaults(given)];
  if (given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined) {
    faults.push(
      'SLACK_SIGNING_SECRET is missing. Copy the “Signing Secret” from your Slack app’s “Basic Information” page, or set SLACK_APP_TOKEN to use Socket Mode.',
    );
  }
  if (given.WASEND_API_KEY !== undefined && given.WASEND_SESSION_ID === undefined) {
    faults.push(
      'WASEND_SESSION_ID is missing. Set it to the id of the session (WhatsApp number) that WASEND_API_KEY may use.',
    );
  }
  if (given.WASEND_API_KEY === undefined && given.WASEND_SESSION_ID !== undefined) {
    faults.push(
      'WASEND_API_KEY is missing. Copy it from your Wasend account, or leave WASEND_SESSION_ID out as well.',
    );
  }
  return faults;
}

const oauthVariables = {
  SLACK_CLIENT_ID: 'Copy the “Client ID” from your Slack app’s “Basic Information” page.',
  SLACK_CLIENT_SECRET: 'Copy the “Client Secret” from your Slack app’s “Basic Information” page.',
  SLACK_STATE_SECRET: 'Make one with `openssl rand -hex 32`.',
  PUBLIC_URL: 'Set it to the https:// address under which this app is reached.',
} as const;

function identityFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = Object.entries(oauthVariables).filter(([name]) => given[name] === undefined);
  const isOauth = given.SLACK_CLIENT_ID !== undefined || given.SLACK_CLIENT_SECRET !== undefined;
  if (given.SLACK_BOT_TOKEN !== undefined) {
    return isOauth
      ? [
          'SLACK_BOT_TOKEN is set together with SLACK_CLIENT_ID. Set the token for one workspace, or the client for many.',
        ]
      : [];
  }
  if (!isOauth) {
    return [
      'SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” (xoxb-…) from your Slack app’s “OAuth & Permissions” page, or set SLACK_CLIENT_ID and its kin to serve many workspaces.',
    ];
  }
  const faults = missing.map(([name, remedy]) => `${name} is missing. ${remedy}`);
  if (given.WASEND_API_KEY !== undefined) {
    faults.push(
      'WASEND_API_KEY is for one workspace only. With SLACK_CLIENT_ID each workspace connects itself on the app’s Home tab; leave it out.',
    );
  }
  return faults;
}

function identityOf(values: Environment): SlackIdentity {
  const { SLACK_BOT_TOKEN: botToken } = values;
  if (botToken !== undefined) return { kind: 'one-workspace', botToken };
  return {
    kind: 'oauth',
    clientId: values.SLACK_CLIENT_ID ?? '',
    clientSecret: values.SLACK_CLIENT_SECRET ?? '',
    stateSecret: values.SLACK_STATE_SECRET ?? '',
    publicUrl: values.PUBLIC_URL ?? '',
  };
}

function toConfig(values: Environment): Config {
  const { WASEND_API_KEY: apiKey, WASEND_SESSION_ID: sessionId } = values;
  return {
    host: values.HOST,
    port: values.PORT,
    publicPath: values.PUBLIC_URL === undefined ? '' : pathOf(values.PUBLIC_URL),
    slack: {
      signingSecret: values.SLACK_SIGNING_SECRET ?? null,
      identity: identityOf(values),
      appToken: values.SLACK_APP_TOKEN ?? null,
      apiUrl: values.SLACK_API_URL,
    },
    wasend: {
      baseUrl: values.WASEND_BASE_URL,
      first: apiKey && sessionId ? { apiKey, sessionId, auditChannel: values.AUDIT_CHANNEL ?? null } : null,
    },
    pace: values.WASEND_RATE,
    rules: {
      ...defaultRules,
      leavers: values.LEAVERS,
      holdSeconds: values.HOLD_SECONDS,
      gapSeconds: { from: values.BULK_GAP_SECONDS.from / 1_000, to: values.BULK_GAP_SECONDS.to / 1_000 },
    },
    retentionDays: values.RETENTION_DAYS ?? null,
    workflowStep: values.WORKFLOW_STEP === 'on',
    storeUrl: values.STORE_URL,
    encryptionKeys: values.ENCRYPTION_KEY,
    logLevel: values.LOG_LEVEL,
  };
}
