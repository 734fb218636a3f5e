import type { Blocked } from '../../leaving/before/judge-groups.ts';
import type { LeaveStatus } from '../../leaving/leave.ts';
import type { Request } from '../../leaving/request.ts';
import type { Rule } from '../../leaving/rules/rules.ts';
import type { MalformedSession } from '../../leaving/typed/session-id.ts';
import { shownAs, shownWords } from '../card/words/shown-as.ts';
import { blockedWords } from '../modals/preview/preview-words.ts';
import { malformedSessionWords } from './malformed-input.ts';
import { ruleWords } from './rule-words.ts';

const nothing = 'Nothing was done.';

/** What the step cannot do without; the ids of `manifest.workflow.yml`. */
export type StepInput = 'session_id' | 'group_id' | 'requester';

const inputWords = {
  session_id: 'which session leaves',
  group_id: 'which group is left',
  requester: 'who runs the workflow',
} as const satisfies Record<StepInput, string>;

/** Why the step of a workflow failed; Slack shows it in the workflow's activity. */
export const stepRefused = {
  notConnected: `${nothing} This workspace is not connected to Wasend; an admin connects it on the app’s Home tab.`,
  noAuditChannel: `${nothing} A step needs an audit channel, for its card stands there; an admin chooses one on the app’s Home tab.`,
  missing: (inputs: readonly StepInput[]) =>
    `${nothing} The step does not say ${inputs.map((input) => inputWords[input]).join(', nor ')}.`,
  group: `${nothing} The group must be one group id, such as 120363025246125486@g.us.`,
  joined: `${nothing} Another request is leaving this group already.`,
  session: (why: MalformedSession) => `${nothing} The session is not one. ${malformedSessionWords[why]}`,
  rule: (rule: Rule) => `${nothing} The rules refuse it: ${ruleWords[rule]}.`,
  blocked: (blocked: Blocked) => `${nothing} The group cannot be left: ${blockedWords[blocked]}.`,
} as const;

/** The step's outputs: a code that workflows branch on, and words for people with the API's own. */
export function stepOutputs(request: Request): {
  readonly outcome: LeaveStatus['kind'];
  readonly message: string;
} {
  const [leave] = request.leaves;
  if (leave === undefined) return { outcome: 'not-asked', message: '' };
  const { word } = shownWords[shownAs(leave.status)];
  const said = leave.answer?.said ?? null;
  return { outcome: leave.status.kind, message: said === null ? word : `${word}: ${said}` };
}
