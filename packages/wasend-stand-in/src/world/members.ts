/** One person in a group, as WhatsApp knows them. */
export interface Member {
  /** With the leading +. */
  readonly phoneNumber: string;
  /** `…@lid` */
  readonly lid: string;
  readonly role: 'owner' | 'admin' | 'member';
  readonly displayName: string;
}

/** Someone who made a group and has gone since. */
export const goneOwnerPhoneNumber = '+12025550199';

const firstPhoneNumber = 130;
const numbersOfOfcom = 1_000 - firstPhoneNumber;
const firstAreaCode = 303;

const known = new Map<string, readonly Member[]>();

/**
 * People for a group, the same ones in the same order every time. The first `admins` are admins, and the very first
 * of those is the owner when `hasOwner`. Numbers come from the ranges Ofcom and NANPA keep for fiction, and no two of
 * the 1,024 that WhatsApp allows in a group are the same.
 */
export function otherPeople(count: number, admins: number, hasOwner: boolean): readonly Member[] {
  // A thousand groups of one size share their people: a number may be in many groups.
  const key = `${count} ${admins} ${hasOwner}`;
  const people =
    known.get(key) ?? Array.from({ length: count }, (_, index) => person(index, admins, hasOwner));
  known.set(key, people);
  return people;
}

function person(index: number, admins: number, hasOwner: boolean): Member {
  return {
    phoneNumber: phoneNumberOf(index),
    lid: `1${String(index + firstPhoneNumber).padStart(14, '0')}@lid`,
    role: index >= admins ? 'member' : index === 0 && hasOwner ? 'owner' : 'admin',
    displayName: '',
  };
}

function phoneNumberOf(index: number): string {
  if (index < numbersOfOfcom) return `+447700900${index + firstPhoneNumber}`;
  const beyond = index - numbersOfOfcom;
  return `+1${firstAreaCode + Math.floor(beyond / 100)}55501${String(beyond % 100).padStart(2, '0')}`;
}

/** `447700900123` of `+447700900123`. */
export const digitsOf = (phoneNumber: string): string => phoneNumber.replace(/\D/g, '');
