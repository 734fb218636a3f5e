import { withFilledIds } from '../content/with-filled-ids.ts';
import { initialState, type ViewState } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { TriggerSource } from '../wire/triggers.ts';
import type { Ids } from './ids.ts';

/** A modal on a person's screen, or their Home tab. */
export interface OpenView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly workspaceId: string;
  readonly userId: string;
  /** The conversation the person was in when it opened; null where there was none. */
  readonly channelId: string | null;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  hash: string;
  /** As the app sent it, with the block ids and action ids that Slack fills in. */
  content: JsonObject;
  /** What the person has filled in so far, by block id and action id. */
  state: ViewState;
  /** The answer `response_action: errors` to the latest submission, by block id. */
  errors: Readonly<Record<string, string>>;
  /** What Slack says in the view when the app did not answer a submission properly; null when all is well. */
  failure: string | null;
}

export interface ViewStore {
  /** The open modals of a person, the one on top last. */
  openFor(userId: string): OpenView[];
  homeOf(userId: string): OpenView | undefined;
  find(viewId: string): OpenView | undefined;
  findByExternalId(workspaceId: string, externalId: string): OpenView | undefined;
  /** Starts a new stack: what was open before is gone. */
  open(workspaceId: string, userId: string, content: JsonObject, channelId?: string | null): OpenView;
  push(onto: OpenView, content: JsonObject): OpenView;
  publish(workspaceId: string, userId: string, content: JsonObject): OpenView;
  /** Replaces the content; what was filled in stays where block id, action id and type are the same. */
  replace(view: OpenView, content: JsonObject): void;
  close(view: OpenView): void;
  closeAll(userId: string): void;
}

export function createViewStore(ids: Ids): ViewStore {
  const stacks = new Map<string, OpenView[]>();
  const homes = new Map<string, OpenView>();
  const stackOf = (userId: string) => stacks.get(userId) ?? [];
  const every = () => [...stacks.values(), [...homes.values()]].flat();
  return {
    openFor: (userId) => [...stackOf(userId)],
    homeOf: (userId) => homes.get(userId),
    find: (viewId) => every().find(({ id }) => id === viewId),
    findByExternalId: (workspaceId, externalId) =>
      every().find((view) => view.workspaceId === workspaceId && view.content.external_id === externalId),
    open(workspaceId, userId, content, channelId = null) {
      const view = createView(ids, { type: 'modal', workspaceId, userId, channelId }, content);
      stacks.set(userId, [view]);
      return view;
    },
    push(onto, content) {
      const view = createView(ids, onto, content, onto);
      stacks.set(onto.userId, [...stackOf(onto.userId), view]);
      return view;
    },
    publish(workspaceId, userId, content) {
      const published = homes.get(userId);
      const home =
        published ?? createView(ids, { type: 'home', workspaceId, userId, channelId: null }, content);
      if (published) replaceContent(ids, published, content);
      homes.set(userId, home);
      return home;
    },
    replace: (view, content) => replaceContent(ids, view, content),
    close: (view) => {
      stacks.set(
        view.userId,
        stackOf(view.userId).filter(({ id }) => id !== view.id),
      );
    },
    closeAll: (userId) => {
      stacks.delete(userId);
    },
  };
}

function createView(
  ids: Ids,
  { type, workspaceId, userId, channelId }: Pick<OpenView, 'type' | keyof TriggerSource>,
  sent: JsonObject,
  below?: OpenView,
): OpenView {
  const content = withFilledIds(sent, ids);
  const id = ids.next('V');
  return {
    id,
    type,
    workspaceId,
    userId,
    channelId,
    rootViewId: below?.rootViewId ?? id,
    previousViewId: below?.id ?? null,
    hash: ids.viewHash(),
    content,
    state: initialState(content, {}, channelId),
    errors: {},
    failure: null,
  };
}

function replaceContent(ids: Ids, view: OpenView, sent: JsonObject): void {
  view.content = withFilledIds(sent, ids);
  view.state = initialState(view.content, view.state, view.channelId);
  view.hash = ids.viewHash();
  view.errors = {};
  view.failure = null;
}
