import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import type { Pace } from '../leaving/advance/pace.ts';
import type { Leavers } from '../leaving/rules/settings.ts';
import {
  encryptionKeys,
  gapSeconds,
  httpsOrLoopback,
  leavers,
  port,
  rate,
  seconds,
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

/** Everything that can be set from outside. Secrets are in here: never log it whole. */
export interface Config {
  readonly host: string;
  readonly port: number;
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
  readonly holdSeconds: number;
  readonly leavers: Leavers;
  /** Listens to the step of Workflow Builder; only with `manifest.workflow.yml`. */
  readonly workflowStep: boolean;
  readonly storeUrl: string;
  readonly encryptionKeys: readonly Buffer[];
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

const optional = z.string().trim().min(1).optional();

const Environment = z.object({
  HOST: z.string().trim().min(1).default('0.0.0.0'),
  PORT: port.default(3000),
  SLACK_SIGNING_SECRET: optional,
  SLACK_BOT_TOKEN: z
    .string()
    .trim()
    .startsWith(
      'xoxb-',
      'must start with xoxb-. Copy the “Bot User OAuth Token” from your Slack app’s “OAuth & Permissions” page.',
    )
    .optional(),
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_STATE_SECRET: z
    .string()
    .trim()
    .min(32, 'must have at least 32 characters. Make one with `openssl rand -hex 32`.')
    .optional(),
  PUBLIC_URL: httpsOrLoopback.optional(),
  SLACK_APP_TOKEN: z
    .string()
    .trim()
    .startsWith(
      'xapp-',
      'must start with xapp-. Make an app-level token with the scope connections:write, or leave it out to use HTTP.',
    )
    .optional(),
  SLACK_API_URL: httpsOrLoopback.default('https://slack.com/api/'),
  WASEND_BASE_URL: httpsOrLoopback.default('https://api.wasend.dev'),
  WASEND_API_KEY: optional,
  WASEND_SESSION_ID: optional,
  AUDIT_CHANNEL: optional,
  WASEND_RATE: rate.default({ limit: 10, windowMs: 60_000 }),
  BULK_GAP_SECONDS: gapSeconds.default({ from: 20_000, to: 45_000 }),
  HOLD_SECONDS: seconds.default(5),
  LEAVERS: leavers.default('admins'),
  WORKFLOW_STEP: z.enum(['on', 'off'], { error: 'must be on or off.' }).default('off'),
  STORE_URL: storeUrl.default('sqlite:data/wasend.db'),
  ENCRYPTION_KEY: encryptionKeys,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

type Environment = z.infer<typeof Environment>;

/**
 * Reads the configuration out of an environment. An empty variable counts as not set.
 * Throws ConfigError with every fault at once, one line each: the variable, what is wrong, the remedy.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  faults.push(...faultsBetween(given));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults.join('\n'));
  return toConfig(parsed.data);
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
    pace: { ...values.WASEND_RATE, bulkGapMs: values.BULK_GAP_SECONDS },
    holdSeconds: values.HOLD_SECONDS,
    leavers: values.LEAVERS,
    workflowStep: values.WORKFLOW_STEP === 'on',
    storeUrl: values.STORE_URL,
    encryptionKeys: values.ENCRYPTION_KEY,
    logLevel: values.LOG_LEVEL,
  };
}
