import type { OpenView } from '@wasend-slack/slack-stand-in/world/view-store.ts';

/** Which tab of the browser a modal stands in: that of whoever acted last as its person. */
export interface Tabs {
  /** From now on what opens for this person opens in this tab. */
  acts(userId: string, tab: string): void;
  tabOf(view: OpenView): string | null;
  /** The views of a tab among these. */
  viewsIn(tab: string, views: readonly OpenView[]): OpenView[];
}

export function createTabs(): Tabs {
  const lastOf = new Map<string, string>();
  const owners = new WeakMap<OpenView, string>();
  const tabOf = (view: OpenView): string | null => {
    const owner = owners.get(view) ?? lastOf.get(view.userId);
    // An act that came from no browser opens for whoever looks.
    if (owner === undefined || owner === '') return null;
    owners.set(view, owner);
    return owner;
  };
  return {
    acts: (userId, tab) => void lastOf.set(userId, tab),
    tabOf,
    viewsIn: (tab, views) => views.filter((view) => tabOf(view) === tab),
  };
}
