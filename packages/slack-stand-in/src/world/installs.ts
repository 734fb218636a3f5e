import type { Ids } from './ids.ts';
import type { Workspace } from './workspace.ts';

/** The app's own credentials at Slack, and where people may be sent back to; anywhere, when that is left out. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirectUrls?: readonly string[];
}

/** The credentials when a test gives none. */
export const standInClient = { id: 'stand-in.client', secret: 'stand-in-client-secret' } as const;

const codeLivesMs = 10 * 60_000;
/** What Slack gives a rotated token. https://docs.slack.dev/authentication/using-token-rotation */
export const rotatedTokenSeconds = 43_200;

interface Code {
  readonly workspace: Workspace;
  readonly userId: string;
  readonly redirectUri: string | null;
  /** What the app asked for; null leaves the workspace's scopes as they are. */
  readonly scopes: readonly string[] | null;
  readonly expiresAt: number;
}

/** Codes and refresh tokens: each is good once. */
export interface Installs {
  readonly client: Client;
  /** Turns token rotation on for installs from now on. */
  rotates: boolean;
  /** A person approves the app for a workspace: Slack's browser would carry this code back. */
  approve(
    workspace: Workspace,
    userId: string,
    redirectUri: string | null,
    scopes?: readonly string[] | null,
  ): string;
  takeCode(code: string): Code | null;
  /** A new bot token for the workspace; the old one is refused from now on. */
  issueToken(workspace: Workspace): { readonly token: string; readonly refreshToken: string | null };
  takeRefreshToken(refreshToken: string): Workspace | null;
}

export function createInstalls(ids: Ids, now: () => number, client: Client = standInClient): Installs {
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, Workspace>();
  const installs: Installs = {
    client,
    rotates: false,
    approve(workspace, userId, redirectUri, scopes = null) {
      const code = ids.next('code-');
      codes.set(code, { workspace, userId, redirectUri, scopes, expiresAt: now() + codeLivesMs });
      return code;
    },
    takeCode(code) {
      const found = codes.get(code) ?? null;
      codes.delete(code);
      return found !== null && found.expiresAt > now() ? found : null;
    },
    issueToken(workspace) {
      const prefix = installs.rotates ? 'xoxe.xoxb-' : 'xoxb-';
      workspace.botToken = ids.next(`${prefix}installed-`);
      workspace.tokenRefusal = null;
      if (!installs.rotates) return { token: workspace.botToken, refreshToken: null };
      const refreshToken = ids.next('xoxe-1-');
      refreshTokens.set(refreshToken, workspace);
      return { token: workspace.botToken, refreshToken };
    },
    takeRefreshToken(refreshToken) {
      const workspace = refreshTokens.get(refreshToken) ?? null;
      refreshTokens.delete(refreshToken);
      return workspace;
    },
  };
  return installs;
}
