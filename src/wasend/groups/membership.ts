import type { Membership } from '../../leaving/ports/wasend.ts';
import { internationalDigits } from '../../leaving/spellings.ts';
import type { Standing } from '../../leaving/standing.ts';
import type { Participant, RawGroup } from '../schemas/group.ts';
import { isLid, type OwnNames, ownSpelling } from './own-names.ts';

/** What the members of a group show about ourselves. `standing` is never `not-a-member`: absence alone does not show it. */
export interface OurPart {
  readonly membership: Membership;
  readonly standing: Standing;
  readonly onlyAdmin: boolean | null;
}

/**
 * Looks for us among the members, in every spelling of our names. A list shorter than the count beside it, members that
 * hide the kind of name we know of ourselves, and an empty list cannot show that we are out. A row of ours whose role is
 * `left` is as good as absence.
 */
export function readMembership(group: RawGroup, own: OwnNames): OurPart {
  const owns = [group.ownerjid, group.ownerpn, ...group.owner].some((name) => isOurs(name, own));
  const ours = group.participants.flatMap((row) => {
    const as = spellingIn(row, own);
    return as === null ? [] : [{ row, as }];
  });
  const staying = group.participants.filter(({ role }) => role !== 'left');
  const me = ours.find(({ row }) => row.role !== 'left');
  if (me !== undefined) {
    const standing = isSuperAdmin(me.row) || owns ? 'owner' : isAdmin(me.row) ? 'admin' : 'member';
    const membership: Membership = { kind: 'in', as: me.as };
    return { membership, standing, onlyAdmin: isOnlyAdmin(me.row, group, staying) };
  }
  const names = new Set([...namesThatWouldShow(group, staying, own), ...ours.map(({ as }) => as)]);
  const membership: Membership =
    names.size === 0 ? { kind: 'not-told' } : { kind: 'absent', names: [...names] };
  return { membership, standing: owns ? 'owner' : 'not-known', onlyAdmin: null };
}

/** Null when another admin may stand among the members that were not told. */
function isOnlyAdmin(me: Participant, group: RawGroup, staying: readonly Participant[]): boolean | null {
  if (!isAdmin(me) || staying.filter(isAdmin).length > 1) return false;
  return isToldWhole(group, staying) ? true : null;
}

/** Our spellings of each kind of name that every member shows; none where members may be missing. */
function namesThatWouldShow(group: RawGroup, staying: readonly Participant[], own: OwnNames): string[] {
  if (!isToldWhole(group, staying)) return [];
  const shown = staying.map(kindsOf);
  const phones = shown.every((one) => one.has('phone')) ? [...own.phones] : [];
  const lids = own.lid !== null && shown.every((one) => one.has('lid')) ? [`${own.lid}@lid`] : [];
  return [...phones, ...lids];
}

/** Go writes a count that was never set as 0. */
function isToldWhole(group: RawGroup, told: readonly Participant[]): boolean {
  const beside = Math.max(group.participantcount ?? 0, group.participantscount ?? 0, group.size ?? 0);
  return told.length > 0 && told.length >= beside && !group.membersCut;
}

function spellingIn(row: Participant, own: OwnNames): string | null {
  for (const name of namesOf(row)) {
    const as = ownSpelling(name, own);
    if (as !== null) return as;
  }
  return null;
}

function isOurs(name: string | null, own: OwnNames): boolean {
  return name !== null && ownSpelling(name, own) !== null;
}

function kindsOf(row: Participant): Set<'phone' | 'lid'> {
  const kinds = new Set<'phone' | 'lid'>();
  for (const name of namesOf(row)) {
    if (isLid(name)) kinds.add('lid');
    else if (internationalDigits(name) !== null) kinds.add('phone');
  }
  return kinds;
}

/** The name the group calls a member by comes first. */
function namesOf(row: Participant): string[] {
  return [row.jid, row.id, row.pn, row.phonenumber, row.lid].filter((name) => name !== null);
}

function isSuperAdmin(one: Participant): boolean {
  return one.issuperadmin === true || one.admin === 'superadmin' || one.role === 'superadmin';
}

function isAdmin(one: Participant): boolean {
  return isSuperAdmin(one) || one.isadmin === true || one.admin === 'admin' || one.role === 'admin';
}
