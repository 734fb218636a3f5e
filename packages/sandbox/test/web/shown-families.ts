import { initialState } from '@wasend-slack/slack-stand-in/element-state.ts';
import type { JsonObject } from '@wasend-slack/slack-stand-in/json.ts';
import { families } from '../../../../test/messages/families/families.ts';
import type { ShownChannel, ShownMessage, ShownUser, ShownView, Snapshot } from '../../src/web/protocol.ts';
import type { SandboxRun } from '../../src/web/run/sandbox-run.ts';
import { takeSnapshot } from '../../src/web/shown/take-snapshot.ts';

type Json = Readonly<Record<string, unknown>>;

interface Shown {
  readonly family: string;
  readonly title: string;
  readonly payload: Json;
}

const all: readonly Shown[] = Object.entries(families).flatMap(([family, members]) =>
  Object.entries(members).flatMap(([title, sent]) =>
    (Array.isArray(sent) ? sent : [sent])
      .filter((payload): payload is Json => typeof payload === 'object' && payload !== null)
      .map((payload) => ({ family, title, payload })),
  ),
);
const isOf = (type: string) => (one: Shown) => one.payload.type === type;

/** How many messages a family has. */
export const countOf = (family: string): number =>
  all.filter((one) => one.family === family && one.payload.type === undefined).length;
/** Every family that has messages, as a channel with each of them. */
export const messageFamilies = [
  ...new Set(all.filter(({ payload }) => payload.type === undefined).map(({ family }) => family)),
];
/** Every modal and every Home tab: what is shown to a person of its own. */
export const shownModals = all.filter(isOf('modal'));
export const shownHomes = all.filter(isOf('home'));

/** The person that has the modal or the Home tab of this place in its list. */
export const holderOf = (kind: 'modal' | 'home', index: number): string => `U0${kind.toUpperCase()}${index}`;
export const channelOf = (family: string): string => `C0FAMILY${family.toUpperCase().replaceAll('-', '')}`;

const names = [
  ['U0ADA', 'Ada Admin'],
  ['U0MEI', 'Mei Member'],
  ['U0OLU', 'Olu Owner'],
] as const;
const person = (id: string, name: string): ShownUser => ({ id, name, role: 'admin', modals: [], home: null });
const viewOf = ({ payload }: Shown, id: string): ShownView => ({
  id,
  tab: null,
  content: payload,
  state: initialState(payload as JsonObject),
  errors: {},
  failure: null,
});
const users: readonly ShownUser[] = [
  ...names.map(([id, name]) => person(id, name)),
  ...shownModals.map((one, index) => ({
    ...person(holderOf('modal', index), `${one.family}: ${one.title}`),
    modals: [viewOf(one, `V0MODAL${index}`)],
  })),
  ...shownHomes.map((one, index) => ({
    ...person(holderOf('home', index), `${one.family}: ${one.title}`),
    home: viewOf(one, `V0HOME${index}`),
  })),
];

function channel(id: string, name: string, messages: readonly ShownMessage[]): ShownChannel {
  const members = users.map((user) => user.id);
  return { id, name, kind: 'public', members, isAppIn: true, isArchived: false, messages };
}

/** Each message below a line that says which one it is. */
function messagesOf(family: string): ShownMessage[] {
  const second = Date.UTC(2026, 10, 25, 15, 12) / 1_000;
  const frame = { threadTs: null, onlyFor: null, edits: 0 };
  return all
    .filter((one) => one.family === family && one.payload.type === undefined)
    .flatMap(({ title, payload }, index) => {
      const ts = (more: number): string => `${second + index * 60}.00000${more}`;
      return [
        { ...frame, ts: ts(0), userId: 'U0ADA', text: title, blocks: [] },
        {
          ...frame,
          ts: ts(1),
          userId: null,
          text: String(payload.text),
          blocks: (payload.blocks ?? []) as readonly Json[],
        },
      ];
    });
}

const snapshot: Snapshot = {
  ...takeSnapshot({ world: null, run: 1, play: null }),
  isStarting: false,
  workspaces: [
    {
      id: 'T0ONE',
      name: 'Every message',
      botUserId: 'U0BOT',
      users,
      channels: [
        channel('C0CLIENTS', 'client-groups', []),
        channel('C0AUDIT', 'wasend-audit', []),
        channel('C0SALES', 'sales', []),
        ...messageFamilies.map((family) => channel(channelOf(family), family, messagesOf(family))),
      ],
      userGroups: [{ id: 'S0LEADS', handle: 'leads' }],
    },
  ],
};

/** A sandbox in which nothing happens: it shows everything the app can send. */
export const shownFamilies: SandboxRun = {
  bench: null,
  snapshot: () => snapshot,
  take: async () => ({ ok: true }),
  tabClosed: () => {},
  stop: async () => {},
};
