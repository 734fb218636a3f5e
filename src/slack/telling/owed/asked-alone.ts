import { UserId } from '../../../leaving/ids.ts';
import type { CardRecord } from '../card-record.ts';
import type { Letter } from '../letters/letter.ts';

const keyPrefix = 'approver:';
/** Kept as final while nobody could be asked alone. */
export const nobodyKey = 'approver-nobody';

/** The letter by which one person is asked to approve. */
export function approverKey(person: UserId): string {
  return `${keyPrefix}${person}`;
}

/** Everybody whose letter was begun, with it. */
export function approverLetters({
  letters,
}: CardRecord): readonly { readonly person: UserId; readonly letter: Letter }[] {
  return Object.entries(letters).flatMap(([key, letter]) =>
    key.startsWith(keyPrefix) ? [{ person: UserId.parse(key.slice(keyPrefix.length)), letter }] : [],
  );
}

/** Who was asked alone, as far as Slack took it. Pure. */
export function toldAlone(record: CardRecord): readonly UserId[] {
  return approverLetters(record)
    .filter(({ letter }) => letter.shown !== null && !letter.isUsedUp)
    .map(({ person }) => person);
}

/** The same; null where nobody was and it is not known yet whether anybody can be. Pure. */
export function askedAlone(record: CardRecord): readonly UserId[] | null {
  const told = toldAlone(record);
  return told.length > 0 || record.letters[nobodyKey]?.isFinal === true ? told : null;
}
