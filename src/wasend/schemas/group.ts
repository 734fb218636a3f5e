import { z } from 'zod';
import { count, flag, idIn, isObject, lowerKeys, text } from './fields.ts';

/** WhatsApp's own limit is 1,024 members; a list that goes on longer is cut, and so not whole. */
const mostMembers = 5_000;

const ParticipantFields = z.looseObject({ isadmin: flag, issuperadmin: flag, admin: text, role: text });

export interface Participant {
  readonly jid: string | null;
  readonly id: string | null;
  readonly pn: string | null;
  readonly phonenumber: string | null;
  readonly lid: string | null;
  readonly isadmin: boolean;
  readonly issuperadmin: boolean;
  readonly admin: string | null;
  readonly role: string | null;
}

const GroupFields = z.looseObject({
  name: text,
  subject: text,
  participantcount: count,
  participantscount: count,
  size: count,
  isparent: flag,
  iscommunity: flag,
  isdefaultsubgroup: flag,
  iscommunityannounce: flag,
  islocked: flag,
  groupcreated: z.unknown().optional(),
  createdat: z.unknown().optional(),
  creation: z.unknown().optional(),
});

/**
 * A group with its field names in lower case, which makes one shape of Wasend's documented one, the SDK's and
 * whatsmeow's (JID, IsParent); WAHA's NOWEB engine adds subject, size and creation. Every field may be missing.
 */
export interface RawGroup extends z.infer<typeof GroupFields> {
  readonly jid: string | null;
  readonly id: string | null;
  readonly ownerjid: string | null;
  readonly ownerpn: string | null;
  /** The names of the owner where it is told as one. */
  readonly owner: readonly (string | null)[];
  readonly linkedparent: string | null;
  readonly participants: readonly Participant[];
  readonly membersCut: boolean;
}

/** A group, also inside one of its wrappers. Null when it is no object, or has no id: of such rows there may be thousands. */
export function readRawGroup(value: unknown): RawGroup | null {
  const unwrapped = unwrapOne(value);
  if (unwrapped === null) return null;
  const fields = lowerKeys(unwrapped);
  const ids = { jid: idIn(fields.jid), id: idIn(fields.id) };
  if (ids.jid === null && ids.id === null) return null;
  const parsed = GroupFields.safeParse(fields);
  if (!parsed.success) return null;
  const members = Array.isArray(fields.participants) ? fields.participants : [];
  return {
    ...parsed.data,
    ...ids,
    ownerjid: idIn(fields.ownerjid),
    ownerpn: idIn(fields.ownerpn),
    owner: ownerIn(fields.owner),
    linkedparent: idIn(fields.linkedparentjid) ?? idIn(fields.linkedparent),
    participants: members.slice(0, mostMembers).map(participantIn),
    membersCut: members.length > mostMembers,
  };
}

/** A member that cannot be read stays one, without names: so the others cannot show that we are out. */
function participantIn(value: unknown): Participant {
  const fields = isObject(value) ? lowerKeys(value) : { id: value };
  const parsed = ParticipantFields.safeParse(fields);
  const { isadmin, issuperadmin, admin, role } = parsed.success ? parsed.data : {};
  return {
    jid: idIn(fields.jid),
    id: idIn(fields.id),
    pn: idIn(fields.pn),
    phonenumber: idIn(fields.phonenumber),
    lid: idIn(fields.lid),
    isadmin: isadmin === true,
    issuperadmin: issuperadmin === true,
    admin: admin ?? null,
    role: role ?? null,
  };
}

function ownerIn(owner: unknown): (string | null)[] {
  if (!isObject(owner)) return [idIn(owner)];
  const fields = lowerKeys(owner);
  return [idIn(owner), idIn(fields.jid), idIn(fields.phonenumber)];
}

function unwrapOne(value: unknown): Record<string, unknown> | null {
  if (!isObject(value)) return null;
  for (const wrapper of ['info', 'data', 'group']) {
    const inner = value[wrapper];
    if (isObject(inner)) return inner;
  }
  return value;
}
