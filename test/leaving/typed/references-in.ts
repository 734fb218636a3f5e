import { parsePastedGroups } from '../../../src/leaving/typed/pasted-groups.ts';

/** What was taken of a text, as ids, codes and reasons; words alone as they would be searched for. */
export function referencesIn(text: string): unknown {
  const asked = parsePastedGroups(text);
  if (asked.kind === 'find') return asked.words;
  if (asked.kind !== 'groups') return asked.kind;
  return asked.references.map(({ reference }) => {
    if (reference.kind === 'group') return reference.groupId;
    return reference.kind === 'invite' ? reference.code : reference.why;
  });
}
