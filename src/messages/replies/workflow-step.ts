import { outcomeIn } from '../../leaving/advance/next-step.ts';
import type { Blocked } from '../../leaving/before/judge-groups.ts';
import type { Request } from '../../leaving/request.ts';
import { outcomeWord } from '../card/leave-line.ts';
import { blockedWords } from '../modals/preview-lines.ts';
import { ruleWord } from './not-allowed.ts';

const nothing = 'Nothing was done.';

/** Why the step of a workflow failed; Slack shows it in the workflow's activity. */
export const stepRefused = {
  notConnected: `${nothing} This workspace is not connected to Wasend; an admin can connect it on the app’s Home tab.`,
  noAuditChannel: `${nothing} A step needs an audit channel, for its card stands there; an admin can choose one on the app’s Home tab.`,
  inputs: `${nothing} The step needs a session, a group and a requester; one of them was empty.`,
  group: `${nothing} The group must be one group id, such as 120363025246125486@g.us.`,
  joined: `${nothing} Another request is leaving this group already.`,
  session: (why: string) => `${nothing} The session is not one. ${why}`,
  rule: (rule: string) => `${nothing} The rules refuse it: ${ruleWord(rule)}.`,
} as const;

/** The group cannot be left from here. */
export function stepBlocked(blocked: Blocked): string {
  return `${nothing} The group cannot be left: ${blockedWords[blocked]}.`;
}

/** What the workflow goes on with: the outcome's fixed word, and the API's own words where it said any. */
export function stepOutputs(request: Request): { readonly outcome: string; readonly message: string } {
  const [leave] = request.leaves;
  if (leave === undefined) return { outcome: 'not-asked', message: '' };
  const said = leave.answer?.said ?? null;
  const word = outcomeWord(request, leave);
  return {
    outcome: outcomeIn(request, leave) ?? 'unknown',
    message: said === null ? word : `${word}: ${said}`,
  };
}
