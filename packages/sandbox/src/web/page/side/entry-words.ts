import type { ShownEntry } from '../../protocol.ts';

type Data = ShownEntry['data'];
type NameOf = (userId: string) => string;
type Words = (data: Data, nameOf: NameOf) => string;

/** What stands in the ledger, in a few words: the kind of each entry by its name. */
const words: Readonly<Record<string, Words>> = {
  requested: (data, nameOf) => `${by(data, nameOf)} asks to leave ${groups(list(data.groups).length)}`,
  'joined-by': (data, nameOf) =>
    `${by(data, nameOf)} asks for ${groups(list(data.groups).length)} of these too`,
  approved: (data, nameOf) => `approved by ${by(data, nameOf)}`,
  declined: (data, nameOf) => `declined by ${by(data, nameOf)}`,
  'approval-expired': () => 'nobody approved in time',
  'press-refused': (data, nameOf) =>
    `${by(data, nameOf)} pressed ${text(data.press)}, and a rule refused it: ${rule(data)}`,
  rechecked: (data) => {
    const count = list(data.setAside).length;
    return count === 0
      ? 'looked at again before the first call: as approved'
      : `looked at again: ${setAside(data.setAside)}`;
  },
  'put-aside': (data) => `a rule in force at the call: ${setAside(data.groups)}`,
  calling: (data) => `about to ask Wasend to leave ${group(data)}${attempt(data)}`,
  answered: (data) => answered(data),
  looked: (data) =>
    `look ${text(data.look)} at ${group(data)}: ${coded(data.sighting)} (${coded(data.evidence)})`,
  'stop-asked': (data, nameOf) => `stopped by ${by(data, nameOf)}`,
  halted: (data) => `cannot go on: ${coded(data.why)}${said(data.said)}`,
  'given-up': (data) => `waited for no longer: ${coded(data.why)}`,
  'clock-set-back': () => 'the clock was behind: what is waited for counts from here',
  finished: () => 'every group has its end',
  closed: (data) => `told: card by ${coded(data.card)}, audit ${coded(data.audit)}`,
  'ask-refused': (data, nameOf) => `${by(data, nameOf)} was refused by a rule: ${rule(data)}`,
  'settings-changed': (data, nameOf) =>
    `${by(data, nameOf)} changed ${list(data.changes)
      .map((change) => spaced(json(change).what))
      .join(', ')}`,
  pruned: (data) => `${text(data.entries)} older entries were cut off`,
};

/** The kinds of entries there are words for. */
export const knownEntries: readonly string[] = Object.keys(words);

/** What an entry tells, in a few words; the name of its kind where nobody knows it. Never throws. */
export function entryWords({ type, data }: ShownEntry, nameOf: NameOf): string {
  const known = Object.hasOwn(words, type) ? words[type] : undefined;
  return known === undefined ? type : known(data, nameOf);
}

/** What a request or a note is about, by its first entry. */
export function subjectWords({ type, data }: ShownEntry): string {
  if (type === 'settings-changed') return 'Change of settings';
  if (type === 'ask-refused') return 'Refusal';
  if (type === 'pruned') return 'Pruning';
  if (type !== 'requested') return 'Entries';
  const [first, ...others] = list(data.groups).map(json);
  const name = text(first?.name) || endOf(first?.groupId);
  return others.length === 0 ? `Request: ${name}` : `Request: ${name} and ${others.length} more`;
}

function answered(data: Data): string {
  const answer = json(data.answer);
  const status = answer.status === null ? 'did not answer' : `answered ${text(answer.status)}`;
  return `Wasend ${status}${said(answer.said)}: ${coded(answer.class)}`;
}

function setAside(sent: unknown): string {
  const reasons = list(sent).map((one) => `${group(json(one))} ${coded(json(one).why)}`);
  return `set aside ${reasons.join(', ')}`;
}

function rule(data: Data): string {
  return coded(data.rule);
}

function by(data: Data, nameOf: NameOf): string {
  return typeof data.by === 'string' ? nameOf(data.by) : 'the deployment';
}

function attempt(data: Data): string {
  return data.attempt === 1 ? '' : `, attempt ${text(data.attempt)}`;
}

function said(sent: unknown): string {
  return typeof sent === 'string' ? ` “${sent}”` : '';
}

function groups(count: number): string {
  return count === 1 ? '1 group' : `${count} groups`;
}

function group({ groupId }: Data): string {
  return endOf(groupId);
}

function endOf(groupId: unknown): string {
  return `…${text(groupId).replace('@g.us', '').slice(-4)}`;
}

/** A code as words: `still-in-list` is `still in list`. */
function coded(code: unknown): string {
  return text(code).replaceAll('-', ' ');
}

/** A field's name as words: `holdSeconds` is `hold seconds`. */
function spaced(name: unknown): string {
  return coded(name).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(sent: unknown): string {
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : '';
}

function list(sent: unknown): readonly unknown[] {
  return Array.isArray(sent) ? sent : [];
}

function json(sent: unknown): Data {
  return typeof sent === 'object' && sent !== null ? (sent as Data) : {};
}
