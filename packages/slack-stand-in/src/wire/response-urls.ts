import type { Ids } from '../world/ids.ts';

const mostUses = 5;
const lifeMs = 30 * 60 * 1000;

/** What a response_url stands for. */
export interface ResponseTarget {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message whose button gave the url; null for a command's. */
  readonly messageTs: string | null;
  readonly threadTs: string | null;
}

/** At most 5 uses within 30 minutes each. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export interface ResponseUrls {
  /** The path of a new response_url on this server. */
  issue(target: ResponseTarget): string;
  /** Counts a use and answers what it stands for, or undefined when it is used up, too old, or was never issued. */
  use(path: string): ResponseTarget | undefined;
}

export function createResponseUrls(ids: Ids, now: () => number): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; issuedAt: number; uses: number }>();
  return {
    issue(target) {
      const path = `/response/${target.workspaceId}/${ids.next('response-')}`;
      issued.set(path, { target, issuedAt: now(), uses: 0 });
      return path;
    },
    use(path) {
      const found = issued.get(path);
      if (!found || found.uses >= mostUses || now() - found.issuedAt > lifeMs) return undefined;
      found.uses += 1;
      return found.target;
    },
  };
}
