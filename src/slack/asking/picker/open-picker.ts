import type { WebClient } from '@slack/web-api';
import type { GroupFilter } from '../../../leaving/before/group-filter.ts';
import type { RequestId } from '../../../leaving/ids.ts';
import { sessionFor, sessionsFrom, type WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import type { GroupFacts } from '../../../leaving/standing.ts';
import { loadingModal } from '../../../messages/modals/loading.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { listNote, longestListSeconds } from '../../../messages/modals/picker/list-note.ts';
import { type Matches, mostMatches } from '../../../messages/modals/picker/matches.ts';
import { pickerModal } from '../../../messages/modals/picker/picker.ts';
import type { Connection } from '../../../workspaces/connections.ts';
import type { Draft } from '../../../workspaces/drafts.ts';
import { judgeAdmin, judgePerson } from '../../people/judge-person.ts';
import { namedIn } from '../../people/named-in.ts';
import type { Asker } from '../ask.ts';
import { keepFirstDraft } from '../first-draft.ts';
import { type OpenView, openedView } from '../open-view.ts';
import { within } from '../preview/gather-facts.ts';
import type { PreviewServices } from '../preview/preview-services.ts';
import { findListed } from './listed-groups.ts';

const longestListMs = longestListSeconds * 1_000;

/**
 * Opens the picker at once, then lets the person in: only then does it suggest groups by name. With words, the groups
 * that match them stand in it as checkboxes.
 */
export async function openPicker(
  asker: Asker & { readonly requestId: RequestId },
  words: string | null,
  triggerId: string,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  const { requestId } = asker;
  const empty = {
    requestId,
    revision: 0,
    sessions: [],
    sessionId: null,
    isDefaultSession: true,
    filter: 'all',
    matches: null,
    note: null,
  } as const;
  const first =
    words === null
      ? pickerModal(empty)
      : loadingModal({ what: { kind: 'names', typed: words }, isPushed: false });
  const [opened, draft] = await Promise.all([
    client.views.open({ trigger_id: triggerId, view: first }),
    keepFirstDraft({ ...asker, after: null }, services),
  ]);
  const view = openedView(client, opened, services);
  if (view !== null) await letIn(draft, words, view, client, services);
}

async function letIn(
  draft: Draft,
  words: string | null,
  view: OpenView,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  const connection = await services.connections.get(draft.workspaceId);
  if (connection === null) {
    const { verdict } = await judgeAdmin(draft, client, services);
    await view.show(noticeModal({ kind: 'not-connected', isAdmin: verdict.kind === 'allowed' }));
    return;
  }
  const { verdict, settings } = await judgePerson({ ...draft, sessionId: null }, client, services);
  if (verdict.kind === 'refused') {
    const { rule } = verdict;
    const nameOf = await services.names.of(draft.workspaceId, namedIn(settings), client);
    await view.show(noticeModal({ kind: 'refused', rule, settings, nameOf }));
    await services.requests.refuse({ ...draft, groups: [], auditChannel: connection.auditChannel }, rule);
    return;
  }
  const sessionId = sessionFor(draft.channelId, connection.sessionId, settings);
  await services.drafts.put({ ...draft, sessionId });
  const shown = { draft: { ...draft, sessionId }, filter: 'all' as const, words };
  await showPicker(shown, connection, settings, view, services);
}

/** What the picker shows: whose draft, by which filter, and what the words after the command were. */
export interface PickerShown {
  readonly draft: Draft & { readonly sessionId: NonNullable<Draft['sessionId']> };
  readonly filter: GroupFilter;
  readonly words: string | null;
}

/** Shows the numbers to choose from, what the words found, and what is odd about the list of the chosen one. */
export async function showPicker(
  { draft, filter, words }: PickerShown,
  connection: Connection,
  settings: WorkspaceSettings,
  view: OpenView,
  services: PreviewServices,
): Promise<void> {
  const { workspaceId, requestId, sessionId, channelId } = draft;
  const reads = services.wasend.reads({ apiKey: connection.apiKey, sessionId });
  const [sessions, list] = await Promise.all([
    within(longestListMs, reads.sessions(), services),
    within(longestListMs, reads.groups({ members: false }), services),
  ]);
  const isEmpty = list?.kind === 'ok' && list.value.groups.length === 0;
  const count = isEmpty ? await within(2_000, reads.groupCount(), services) : null;
  const allowed = sessionsFrom(channelId, settings);
  const known = sessions?.kind === 'ok' ? sessions.value : [];
  // Without the list nobody knows what matches.
  const matches = words === null || list?.kind !== 'ok' ? null : await matchesOf(words, list.value.groups);
  await view.show(
    pickerModal({
      requestId,
      revision: 0,
      sessions: known.filter((one) => allowed === null || allowed.includes(one.sessionId)),
      sessionId,
      isDefaultSession: sessionId === connection.sessionId,
      filter,
      matches,
      note: listNote(list, count, filter),
    }),
  );

  async function matchesOf(typed: string, groups: readonly GroupFacts[]): Promise<Matches> {
    return {
      typed,
      ...(await findListed({ workspaceId, sessionId }, groups, typed, mostMatches, settings, services)),
    };
  }
}
