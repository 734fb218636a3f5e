type Row = Readonly<Record<string, unknown>>;

const parentKeys = ['linkedParentJid', 'LinkedParentJID', 'linkedParent'];
const idKeys = ['jid', 'JID', 'id'];
const nameKeys = ['name', 'Name', 'subject'];
const createdKeys = ['createdAt', 'groupCreated', 'GroupCreated', 'creation'];

const [user, server] = ['120363031122334455', 'g.us'];
const secondsOf2021 = 1_609_459_200;

const changed = (row: Row, keys: readonly string[], to: (was: unknown) => unknown): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, keys.includes(key) ? to(value) : value]),
  );

/** Ways a row of a list can be other than its shape says, each seen in the field. */
const oddities = {
  /** A name that is a number. */
  'number-name': (row) => changed(row, nameKeys, () => 20_240_101),
  'number-created': (row) => changed(row, createdKeys, () => secondsOf2021),
  'ms-created': (row) => changed(row, createdKeys, () => secondsOf2021 * 1_000),
  'object-parent': (row) => changed({ linkedParentJid: '', ...row }, parentKeys, () => ({ user, server })),
  /** An id as whatsapp-web.js writes it. */
  'object-id': (row) =>
    changed(row, idKeys, (id) => ({
      server,
      user: String(id).split('@')[0],
      _serialized: id,
    })),
  'no-id': (row) => Object.fromEntries(Object.entries(row).filter(([key]) => !idKeys.includes(key))),
  'null-row': () => null,
  'text-row': () => 'group',
} satisfies Record<string, (row: Row) => unknown>;
export type OddRow = keyof typeof oddities;
export const oddRowNames = Object.keys(oddities) as OddRow[];

/** Makes the row odd when it is one of those; `every` stands for all. */
export function makeOdd(row: unknown, groupId: string, which: Readonly<Record<string, OddRow>>): unknown {
  const how = which[groupId] ?? which.every;
  return how === undefined ? row : oddities[how](row as Row);
}
