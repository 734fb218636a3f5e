import type { TypedReference } from '../../leaving/typed/references.ts';
import { mostErrorCharacters } from '../block-kit/limits.ts';
import { cutText, plainStranger } from '../block-kit/strangers.ts';
import { badReferenceWords, rightGroupReference } from '../replies/malformed-input.ts';

/** The error under the input when nothing typed names a group. Plain text: Slack shows it as it is. */
export function notUnderstood(references: readonly TypedReference[]): string {
  const [first] = references;
  if (first === undefined) return 'Choose or paste at least one group, such as 120363025246125486@g.us.';
  const why = 'why' in first.reference ? badReferenceWords[first.reference.why] : '';
  return cutText(`“${plainStranger(first.typed, 60)}”: ${why} ${rightGroupReference}`, mostErrorCharacters);
}

/** The error under the input when words alone were pasted: names are searched for in the field above. */
export function namesNoId(words: string): string {
  return `“${plainStranger(words, 60)}” has no group id in it. Search names in “Groups to leave” above; paste ids or links here.`;
}

/** The error under the box that asks for the number of groups. */
export function countMismatch(count: number): string {
  return `Nothing was done yet. Type ${count}, the number of groups above, to confirm.`;
}
