import type { BlockKitFault } from '../block-kit/checks.ts';
import type { SlackParts } from '../slack-parts.ts';

/**
 * The faults that Slack answers with, in the words of `response_metadata.messages`. What only the stand-in cannot tell
 * passes with a remark, unless it is strict.
 */
export function refusedFaults(
  { rules, journal }: SlackParts,
  method: string,
  faults: readonly BlockKitFault[],
): string[] {
  const isRefused = ({ isDoubtful }: BlockKitFault) => rules.isStrict || isDoubtful !== true;
  for (const { message, pointer } of faults.filter((fault) => !isRefused(fault))) {
    journal.remark(method, `this stand-in does not know it: ${message} at ${pointer}`);
  }
  return faults
    .filter(isRefused)
    .map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
}
