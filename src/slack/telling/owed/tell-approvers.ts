import { isWaitingForApproval } from '../../../leaving/advance/next-step.ts';
import type { CardRecord } from '../card-record.ts';
import { unwritten } from '../letters/letter.ts';
import type { Place } from '../letters/say.ts';
import { keepLetter, sayNow, sayOnce } from '../letters/say-letters.ts';
import { cardUrl } from '../tell-card.ts';
import type { Owed, Telling } from '../telling.ts';
import { approversToAsk } from './approvers-to-ask.ts';
import { approverKey, approverLetters, nobodyKey, toldAlone } from './asked-alone.ts';

/** Slack could not say who runs the workspace: it is asked again after this. */
const askAgainMs = 60_000;

/** Asks those who may approve, alone and with the buttons; takes the buttons away when it is over. */
export const tellApprovers: Owed = async (telling) => {
  const { shown } = telling;
  if (shown.request.approval === null) return null;
  const waits = isWaitingForApproval(shown.request) ? await askThem(telling) : await takeButtons(telling);
  return waits.length === 0 ? null : Math.min(...waits);
};

async function askThem(telling: Telling): Promise<number[]> {
  const { state, book, desk, means } = telling;
  const message = means.draw.approval(state, cardUrl(book.record(), desk.url));
  const waits: number[] = [];
  const { people, isWhole } = await approversToAsk(telling);
  const before = approverLetters(book.record()).map(({ person }) => person);
  for (const person of new Set([...before, ...people])) {
    const at = await sayNow(approverKey(person), message, alone(person), book, desk);
    if (at !== null) waits.push(at);
  }
  // Whoever is still to be reached may yet hear of it.
  if (waits.length === 0)
    waits.push(
      ...(await tellNobody(toldAlone(book.record()).length === 0 && !isMentioned(telling), telling)),
    );
  return isWhole ? waits : [...waits, desk.now() + askAgainMs];
}

/** That nobody was asked stands on the card; where the card cannot be edited, it is said beside it. */
async function tellNobody(isNobody: boolean, { state, book, desk, means }: Telling): Promise<number[]> {
  const was = book.record().letters[nobodyKey]?.isFinal ?? false;
  if (was !== isNobody) await keepLetter(nobodyKey, { ...unwritten('channel'), isFinal: isNobody }, book);
  if (!isNobody || book.record().card.rung.place !== 'response-url') return [];
  const message = means.draw.nobodyAsked(state);
  const at = await sayOnce('approver-nobody-said', message, [{ kind: 'response-url' }], book, desk);
  return at === null ? [] : [at];
}

async function takeButtons({ state, book, desk, means }: Telling): Promise<number[]> {
  const message = means.draw.approval(state, cardUrl(book.record(), desk.url));
  const waits: number[] = [];
  for (const { person, letter } of approverLetters(book.record())) {
    if (letter.message === null || letter.isFinal) continue;
    const key = approverKey(person);
    const at = await sayNow(key, message, alone(person), book, desk);
    const said = book.record().letters[key] ?? letter;
    if (at === null) await keepLetter(key, { ...said, isFinal: true }, book);
    else waits.push(at);
  }
  return waits;
}

/** Reminds once when half the time is over: those who were asked alone there, otherwise the channel, in the card's thread. */
export const tellReminder: Owed = async (telling) => {
  const { shown, state, book, desk, means } = telling;
  const { approval, askedAt } = shown.request;
  if (approval === null || !isWaitingForApproval(shown.request)) return null;
  const halfAt = Math.floor((askedAt + approval.until) / 2);
  if (desk.now() < halfAt) return halfAt;
  const message = means.draw.reminder(state, cardUrl(book.record(), desk.url));
  const asked = toldAlone(book.record());
  const waits: number[] = [];
  for (const person of asked.filter((one) => !approval.approvedBy.includes(one))) {
    const at = await sayOnce(`reminder:${person}`, message, alone(person), book, desk);
    if (at !== null) waits.push(at);
  }
  const place = besideCard(book.record());
  if (asked.length === 0 && place !== null) {
    const at = await sayOnce('reminder', message, [place], book, desk);
    if (at !== null) waits.push(at);
  }
  return waits.length === 0 ? null : Math.min(...waits);
};

/** A user group is mentioned on the card, and hears of it where the card stands in a channel. */
function isMentioned({ state: { approvers }, book }: Telling): boolean {
  const { place } = book.record().card.rung;
  const isInChannel = place === 'channel' || place === 'response-url';
  return typeof approvers !== 'string' && approvers.userGroups.length > 0 && isInChannel;
}

/** Where those look whom nobody could ask: in the card's thread, or where the card was said. */
function besideCard({ card }: CardRecord): Place | null {
  if (card.message !== null) return { kind: 'thread', ...card.message, broadcast: false };
  return card.rung.place === 'response-url' ? { kind: 'response-url' } : null;
}

function alone(person: string): readonly [Place] {
  return [{ kind: 'direct-message', channel: person }];
}
