import type { WorkspaceId } from '../../leaving/ids.ts';

/** Who the bot is in one workspace, as Bolt wants to hear it. */
interface Authorization {
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

/** Where a delivery comes from, as Slack names it. */
interface DeliverySource {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

/** What is needed to call Slack for a workspace outside of a delivery. */
interface WorkspaceAccess {
  readonly botToken: string;
  /** Where the workspace is in a browser; null when Slack did not tell. */
  readonly url: string | null;
}

/** The workspaces this deployment serves, each with its own token. */
export interface Tenancy {
  /** Throws for a workspace where the app is not installed, and when its token cannot be had. */
  authorize(source: DeliverySource): Promise<Authorization>;
  /** Null when the app is not installed there any more. */
  access(workspaceId: WorkspaceId): Promise<WorkspaceAccess | null>;
}
