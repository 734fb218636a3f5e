import type { Self } from '../leaving/ports/wasend.ts';
import type { Standing } from '../leaving/standing.ts';
import type { Participant, RawGroup } from './schemas/group.ts';

/** What the members of a group show about ourselves. */
export interface Membership {
  readonly membership: 'in' | 'out' | 'not-known';
  readonly standing: Standing;
  readonly onlyAdmin: boolean | null;
}

/**
 * Looks for our number among the members. Only digits are compared, for numbers come as +44…, 44…@s.whatsapp.net and
 * 44…@c.us. Members that hide their numbers, and an empty list, cannot show that we are out.
 */
export function readMembership(group: RawGroup, self: Self): Membership {
  const owns = isOurs([group.ownerjid, group.ownerpn, ...ownerOf(group)], self);
  const participants = (group.participants ?? []).filter((one) => one.role !== 'left');
  const gone = (group.participants ?? []).some((one) => one.role === 'left' && isOurs(namesOf(one), self));
  const me = participants.find((one) => isOurs(namesOf(one), self));
  if (me !== undefined) {
    const admins = participants.filter(isAdmin);
    const standing = isSuperAdmin(me) || owns ? 'owner' : isAdmin(me) ? 'admin' : 'member';
    return { membership: 'in', standing, onlyAdmin: isAdmin(me) && admins.length === 1 };
  }
  if (gone || showsThatWeAreOut(participants, self))
    return { membership: 'out', standing: 'not-a-member', onlyAdmin: false };
  return { membership: 'not-known', standing: owns ? 'owner' : 'not-known', onlyAdmin: null };
}

/** True only when every member shows a name of the kind we know of ourselves, and none of them is ours. */
function showsThatWeAreOut(participants: readonly Participant[], self: Self): boolean {
  if (participants.length === 0) return false;
  const phone = digitsOf(self.phoneNumber);
  const byPhone = phone !== '' && participants.every((one) => namesOf(one).some((name) => isPhone(name)));
  const byLid = self.lid !== null && participants.every((one) => namesOf(one).some((name) => isLid(name)));
  return byPhone || byLid;
}

function isOurs(names: readonly (string | null | undefined)[], self: Self): boolean {
  const phone = digitsOf(self.phoneNumber);
  const lid = digitsOf(self.lid);
  return names.some((name) => {
    if (isLid(name)) return lid !== '' && digitsOf(name) === lid;
    return isPhone(name) && phone !== '' && digitsOf(name) === phone;
  });
}

function namesOf(one: Participant): (string | null | undefined)[] {
  return [one.jid, one.id, one.pn, one.phonenumber, one.lid];
}

function ownerOf({ owner }: RawGroup): (string | null | undefined)[] {
  if (typeof owner === 'string') return [owner];
  return owner ? [owner.jid, owner.phonenumber] : [];
}

function isLid(name: string | null | undefined): boolean {
  return typeof name === 'string' && /@lid$/i.test(name);
}

function isPhone(name: string | null | undefined): boolean {
  return typeof name === 'string' && !isLid(name) && digitsOf(name) !== '';
}

/** The digits before any `@` or device part. */
function digitsOf(name: string | null | undefined): string {
  return (name ?? '').split(/[@:]/, 1)[0]?.replace(/\D/g, '') ?? '';
}

function isSuperAdmin(one: Participant): boolean {
  return one.issuperadmin === true || one.admin === 'superadmin' || one.role === 'superadmin';
}

function isAdmin(one: Participant): boolean {
  return isSuperAdmin(one) || one.isadmin === true || one.admin === 'admin' || one.role === 'admin';
}
