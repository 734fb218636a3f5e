import { rightGroupReference } from '../../leaving/typed/group-id.ts';
import type { TypedReference } from '../../leaving/typed/references.ts';
import { mostErrorCharacters } from '../block-kit/limits.ts';
import { cutText, plainStranger } from '../block-kit/mrkdwn.ts';

/** The error under the input when nothing typed names a group. Plain text: Slack shows it as it is. */
export function notUnderstood(references: readonly TypedReference[]): string {
  const [first] = references;
  if (first === undefined)
    return 'Type at least one group id, such as 120363025246125486@g.us, or one invite link.';
  const why = 'why' in first.reference ? first.reference.why : '';
  return cutText(`“${plainStranger(first.typed, 60)}”: ${why} ${rightGroupReference}`, mostErrorCharacters);
}
