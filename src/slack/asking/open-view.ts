import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { noticeModal } from '../../messages/modals/notices.ts';
import type { Services } from '../services.ts';
import { isModalGone } from '../wire/slack-errors.ts';

export type ViewServices = Pick<Services, 'clock' | 'logger' | 'newReference'>;

/** A modal that somebody has before them. */
export interface OpenView {
  /**
   * Shows something else in it, unless the person has closed it, sent it or moved it on: what comes late never
   * overwrites what came after. Tried twice; then the modal says that it could not be filled. Never rejects.
   */
  show(view: ModalView): Promise<'shown' | 'gone' | 'failed'>;
}

/** How a view is found: by its id and the hash of what it shows, or, while it was never filled, by the name we gave it. */
type Address = { readonly view_id: string; readonly hash?: string } | { readonly external_id: string };

/** The slowest pause that still leaves a person patient. */
const againAfterMs = 700;

export function openView(client: WebClient, first: Address, services: ViewServices): OpenView {
  let address = first;
  const update = async (view: ModalView): Promise<void> => {
    const answer = await client.views.update({ ...address, view });
    const { id, hash } = answer.view ?? {};
    if (id !== undefined) address = { view_id: id, ...(hash === undefined ? {} : { hash }) };
  };
  return {
    async show(view) {
      for (const isLast of [false, true]) {
        try {
          await update(view);
          return 'shown';
        } catch (error) {
          if (isModalGone(error)) return 'gone';
          if (isLast) return sayNotFilled(error, update, services);
          await new Promise<void>((resolve) => void services.clock.after(againAfterMs, resolve));
        }
      }
      return 'failed';
    },
  };
}

/** The view that Slack answered to `views.open`; null where it told none. */
export function openedView(
  client: WebClient,
  { view }: { readonly view?: { readonly id?: string; readonly hash?: string } },
  services: ViewServices,
): OpenView | null {
  if (view?.id === undefined) return null;
  return openView(
    client,
    { view_id: view.id, ...(view.hash === undefined ? {} : { hash: view.hash }) },
    services,
  );
}

async function sayNotFilled(
  error: unknown,
  update: (view: ModalView) => Promise<void>,
  { logger, newReference }: ViewServices,
): Promise<'failed'> {
  const reference = newReference();
  logger.error({ error, reference }, 'a modal could not be filled');
  await update(noticeModal({ kind: 'not-filled', reference })).catch((again: unknown) =>
    logger.error({ error: again, reference }, 'a modal could not even say that'),
  );
  return 'failed';
}
