import { type Filled, filledState, statefulElements, type ViewState } from '../element-state.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { OpenView } from '../world/view-store.ts';
import { viewOf } from './interaction-base.ts';

/** What is filled in, by block id and action id. */
export type FilledValues = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

export interface FilledView {
  readonly user: string;
  readonly viewId: string;
  readonly values: FilledValues;
}

/** Fills fields of an open view in; the app is not told yet. Throws where the view has no such field. */
export function fillView(slack: SlackParts, { user, viewId, values }: FilledView): OpenView {
  const view = viewOf(slack, user, viewId);
  view.state = fillIn(view, values);
  return view;
}

function fillIn(view: OpenView, values: FilledValues): ViewState {
  const state = structuredClone(view.state);
  const elements = statefulElements(view.content);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, filled] of Object.entries(actions)) {
      const found = elements.find((one) => one.blockId === blockId && one.element.action_id === actionId);
      if (!found) throw new Error(`View ${view.id} has no field ${blockId} / ${actionId}`);
      state[blockId] = { ...state[blockId], [actionId]: filledState(found.element, filled) };
    }
  }
  return state;
}
