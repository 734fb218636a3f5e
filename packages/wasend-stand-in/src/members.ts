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
const ofcomFiction = 70;

/**
 * People for a group, the same ones in the same order every time. The first `admins` are admins, and the very first
 * of those is the owner when `hasOwner`. Numbers come from the ranges Ofcom and NANPA keep for fiction.
 */
export function otherPeople(count: number, admins: number, hasOwner: boolean): Member[] {
  return Array.from({ length: count }, (_, index) => ({
    phoneNumber: phoneNumberOf(index),
    lid: `1${String(index + firstPhoneNumber).padStart(14, '0')}@lid`,
    role: index >= admins ? 'member' : index === 0 && hasOwner ? 'owner' : 'admin',
    displayName: '',
  }));
}

function phoneNumberOf(index: number): string {
  if (index < ofcomFiction) return `+447700900${index + firstPhoneNumber}`;
  return `+120255501${String((index - ofcomFiction) % 99).padStart(2, '0')}`;
}

/** `447700900123` of `+447700900123`. */
export const digitsOf = (phoneNumber: string): string => phoneNumber.replace(/\D/g, '');
