import { viewPayload } from '../content/view-payload.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { interactionBase, viewOf } from './interaction-base.ts';

/**
 * Closes a modal: Cancel closes that view, or all of them where it has clear_on_close or `all` (the X of a stack) is set.
 * Resolves to the deliveries of view_closed, one for each closed view that asked for it with notify_on_close.
 */
export async function closeView(
  slack: SlackParts,
  courier: Courier,
  { user, viewId, all = false }: { readonly user: string; readonly viewId: string; readonly all?: boolean },
): Promise<Delivery[]> {
  const view = viewOf(slack, user, viewId);
  const { views } = slack.world;
  const isCleared = all || view.content.clear_on_close === true;
  const closing = isCleared ? views.openFor(user) : [view];
  if (isCleared) views.closeAll(user);
  else views.close(view);
  const notices = closing
    .filter(({ content }) => content.notify_on_close === true)
    .map((closed) => ({
      ...interactionBase(slack, 'view_closed', user),
      view: viewPayload(slack.world, closed, closed.state),
      is_cleared: isCleared,
    }));
  return Promise.all(notices.map((payload) => courier.deliver({ type: 'interactive', payload })));
}
