import { z } from 'zod';

const Stored = z.looseObject({ type: z.string() });
type Stored = z.infer<typeof Stored>;

/**
 * Reads an event of the first format in today's shape. What it did not tell stays unknown; its sentences become the
 * codes they stood for. Answers the event unchecked.
 */
export function upgradeEvent(stored: unknown): unknown {
  const event = Stored.parse(stored);
  const upgrade = upgrades[event.type];
  return upgrade === undefined ? event : upgrade(event);
}

const unseen = { as: null, path: null };
const withBefore = (groups: unknown): unknown =>
  z
    .array(z.looseObject({}))
    .parse(groups)
    .map((group) => ({ ...group, before: unseen }));

const upgrades: Readonly<Record<string, (event: Stored) => unknown>> = {
  requested: ({ gapMs: _, ...event }) => ({
    ...event,
    groups: withBefore(event.groups),
    joined: [],
    number: { phone: null, name: null },
    auditChannel: null,
  }),
  'ask-refused': (event) => ({ ...event, groups: withBefore(event.groups), tell: [] }),
  calling: ({ nextNotBefore: _, ...event }) => ({ ...event, owner: 'before', leaseUntil: 0, foundAs: [] }),
  answered: ({ lane: _, laneClosedUntil: __, ...event }) => ({
    ...event,
    answer: upgradeAnswer(event.answer),
  }),
  looked: (event) => ({
    ...event,
    evidence: evidenceOf[String(event.sighting)] ?? 'group-unread',
    session: 'not-known',
    owner: false,
  }),
  halted: (event) => ({ ...event, why: event.why === 'session-missing' ? 'session-gone' : event.why }),
  'settings-changed': (event) => ({ ...event, changes: upgradeChanges(event.changes) }),
};

const evidenceOf: Readonly<Record<string, string>> = {
  in: 'named-as-member',
  out: 'members-without-us',
  'probably-out': 'absent-from-list',
  'cannot-tell': 'group-unread',
};

/** What the first format called a verdict by prose was final then; as far as words go, it is told as a refusal. */
const classOf: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  unknown: 'unknown',
  unauthorized: 'unauthorized',
  'rate-limited': 'rate-limited',
  'whatsapp-limited': 'number-limited',
  'not-sent': 'not-sent',
};

const OldAnswer = z.looseObject({ class: z.string() });

function upgradeAnswer(answer: unknown): unknown {
  const old = OldAnswer.parse(answer);
  return { ...old, class: classOf[old.class] ?? 'refused' };
}

const OldChange = z.object({ what: z.string(), before: z.string(), after: z.string() });

/** Words cannot be turned back into values: what the first format changed is told as it was written then. */
function upgradeChanges(changes: unknown): unknown {
  return z
    .array(OldChange)
    .parse(changes)
    .map(({ what, before, after }) => ({ what: 'in-words', of: what, before, after }));
}
