import { filledState, statefulElements } from '@wasend-slack/slack-stand-in/element-state.ts';
import { useState } from 'preact/hooks';
import type { ShownView } from '../../protocol.ts';
import type { Filled, FilledValues, ShownOption, Surface } from '../block-kit/surface.ts';
import { useSandbox } from '../sandbox-context.ts';
import { useSurface } from './use-surface.ts';

export interface ViewSurface {
  readonly surface: Surface;
  /** What was filled in here and the view still has a field for. */
  readonly values: FilledValues;
  /** What stands in the fields now, in the shape of `view.state.values`. */
  readonly state: ShownView['state'];
}

/** A view somebody fills in. What is typed stays here until it is sent, also when the app changes the view meanwhile. */
export function useViewSurface(
  view: ShownView,
  ownErrors: Readonly<Record<string, string>> = {},
): ViewSurface {
  const { viewer, perform } = useSandbox();
  const [filled, setFilled] = useState<FilledValues>({});
  const elements = statefulElements({ ...view.content });
  const values: Record<string, Record<string, Filled>> = {};
  const state: Record<string, Record<string, Readonly<Record<string, unknown>>>> = structuredClone({
    ...view.state,
  });
  for (const { blockId, element } of elements) {
    const actionId = String(element.action_id);
    const value = filled[blockId]?.[actionId];
    if (value === undefined) continue;
    values[blockId] = { ...values[blockId], [actionId]: value };
    state[blockId] = { ...state[blockId], [actionId]: filledState(element, asSent(value)) };
  }
  const surface = useSurface(
    (use) => void perform({ do: 'press-in-view', user: viewer.id, viewId: view.id, values, ...use }),
    {
      form: {
        stateOf: (blockId, actionId) => state[blockId]?.[actionId],
        fill: (blockId, actionId, value) =>
          setFilled((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: value } })),
        errors: { ...view.errors, ...ownErrors },
      },
      async suggest(typing) {
        const result = await perform({ do: 'suggest', user: viewer.id, viewId: view.id, ...typing });
        if (!result.ok) return [];
        const options = (result.options ?? []) as unknown as readonly ShownOption[];
        return options.map((option, index) => ({ option, label: result.labels?.[index] ?? null }));
      },
    },
  );
  return { surface, values, state };
}

function asSent(value: Filled): string | readonly string[] | Record<string, unknown> {
  return typeof value === 'object' && 'selected_options' in value ? { ...value } : value;
}
