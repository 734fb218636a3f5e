import { isWaitingForApproval } from '../../../leaving/advance/next-step.ts';
import type { UserId } from '../../../leaving/ids.ts';
import type { CardRecord } from '../card-record.ts';
import type { Place } from '../letters/say.ts';
import { keepLetter, sayNow, sayOnce } from '../letters/say-letters.ts';
import { cardUrl } from '../tell-card.ts';
import type { Owed, Telling } from '../telling.ts';

/** More people than this are not asked one by one; the card asks them. */
const mostAsked = 20;

/** Asks everybody who is named as an approver, alone and with the buttons; takes the buttons away when it is over. */
export const tellApprovers: Owed = async (telling) => {
  const { shown, state, book, desk, means } = telling;
  if (shown.request.approval === null) return null;
  const message = means.draw.approval(state, cardUrl(book.record(), desk.url));
  const waits: number[] = [];
  if (isWaitingForApproval(shown.request)) {
    for (const person of namedApprovers(telling)) {
      const at = await sayNow(keyOf(person), message, alone(person), book, desk);
      if (at !== null) waits.push(at);
    }
  } else {
    for (const [key, letter] of asked(telling)) {
      const person = key.slice(keyPrefix.length);
      const at = await sayNow(key, message, alone(person), book, desk);
      const said = book.record().letters[key] ?? letter;
      if (at === null) await keepLetter(key, { ...said, isFinal: true }, book);
      else waits.push(at);
    }
  }
  return waits.length === 0 ? null : Math.min(...waits);
};

/** Reminds once when half the time is over: those who were asked alone there, otherwise the channel, in the card's thread. */
export const tellReminder: Owed = async (telling) => {
  const { shown, state, book, desk, means } = telling;
  const { approval, askedAt } = shown.request;
  if (approval === null || !isWaitingForApproval(shown.request)) return null;
  const halfAt = Math.floor((askedAt + approval.until) / 2);
  if (desk.now() < halfAt) return halfAt;
  const message = means.draw.reminder(state, cardUrl(book.record(), desk.url));
  const people = namedApprovers(telling).filter((person) => !approval.approvedBy.includes(person));
  const waits: number[] = [];
  for (const person of people) {
    const at = await sayOnce(`reminder:${person}`, message, alone(person), book, desk);
    if (at !== null) waits.push(at);
  }
  const place = besideCard(book.record());
  if (people.length === 0 && place !== null) {
    const at = await sayOnce('reminder', message, [place], book, desk);
    if (at !== null) waits.push(at);
  }
  return waits.length === 0 ? null : Math.min(...waits);
};

const keyPrefix = 'approver:';
const keyOf = (person: UserId): string => `${keyPrefix}${person}`;

function asked({ book }: Telling) {
  return Object.entries(book.record().letters).filter(
    ([key, letter]) => key.startsWith(keyPrefix) && letter.message !== null && !letter.isFinal,
  );
}

/** Single people of the rule, never a user group, and never who asked. */
function namedApprovers({ state: { approvers, request } }: Telling): readonly UserId[] {
  if (typeof approvers === 'string') return [];
  return approvers.users.filter((person) => person !== request.ask.by).slice(0, mostAsked);
}

/** Where those look whom nobody names: in the card's thread, or where the card was said. */
function besideCard({ card }: CardRecord): Place | null {
  if (card.message !== null) return { kind: 'thread', ...card.message, broadcast: false };
  return card.rung.place === 'response-url' ? { kind: 'response-url' } : null;
}

function alone(person: string): readonly [Place] {
  return [{ kind: 'direct-message', channel: person }];
}
