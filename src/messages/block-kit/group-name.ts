import { isBlank, plainStranger, strangersName } from './strangers.ts';

export interface NamedGroup {
  readonly groupId: string;
  /** Written by strangers. Empty or blank: it has none; null: nobody told it. */
  readonly name: string | null;
}

const mostNameCharacters = 75;

/** A group by its name, for mrkdwn; one without a name, or whose name nobody told, by the end of its id. */
export function groupName(group: NamedGroup, most = mostNameCharacters): string {
  if (group.name === null) return `(name not known) ${idEnd(group.groupId)}`;
  if (isBlank(group.name)) return `(no name) ${idEnd(group.groupId)}`;
  return strangersName(group.name, most);
}

/** A group by its name and the end of its id: tells two of one name apart. */
export function groupNameAndEnd(group: NamedGroup, most = mostNameCharacters): string {
  const hasName = group.name !== null && !isBlank(group.name);
  return hasName ? `${groupName(group, most)} ${idEnd(group.groupId)}` : groupName(group, most);
}

/** The same for a plain_text object. */
export function plainGroupName({ groupId, name }: NamedGroup, most: number): string {
  if (name === null) return `(name not known) ${idEnd(groupId)}`;
  return isBlank(name) ? `(no name) ${idEnd(groupId)}` : plainStranger(name, most);
}

/** `…5486` */
export function idEnd(groupId: string): string {
  return `…${groupId.replace('@g.us', '').slice(-4)}`;
}
