import type { UserId } from '../../../leaving/ids.ts';
import type { Telling } from '../telling.ts';

/** More people than this are not asked one by one; the card asks them. */
const mostAsked = 20;

/** Who is to be asked for approval alone. */
export interface ApproversToAsk {
  readonly people: readonly UserId[];
  /** False while Slack could not say who runs the workspace: it is asked again. */
  readonly isWhole: boolean;
}

/**
 * At most twenty, and never who asked: the people whom the rule names; where it names nobody, the admins and owners, and
 * first whoever connected the key. Where everybody may approve, only that one: it is the channel that is asked.
 */
export async function approversToAsk({
  state: { approvers, request },
  desk,
  means,
}: Telling): Promise<ApproversToAsk> {
  const asked = (people: readonly UserId[], isWhole: boolean): ApproversToAsk => {
    const others = [...new Set(people)].filter((person) => person !== request.ask.by);
    return { people: others.slice(0, mostAsked), isWhole };
  };
  if (typeof approvers !== 'string') return asked(approvers.users, true);
  const connectedBy = await means.connectedBy(request.workspaceId).catch(() => null);
  const first = connectedBy === null ? [] : [connectedBy];
  if (approvers === 'everyone') return asked(first, true);
  const client = await desk.client().catch(() => null);
  const found = client === null ? null : await means.admins.of(request.workspaceId, mostAsked + 1, client);
  // Who connected it may be no admin any more; while that is not known, their press would show it.
  if (found === null) return asked(first, false);
  return asked([...first.filter((person) => found.people.includes(person)), ...found.people], true);
}
