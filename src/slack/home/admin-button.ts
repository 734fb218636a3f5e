import type { ButtonArgs } from '../listener.ts';
import { judgeAdmin } from '../people/judge-person.ts';
import { publishHome } from './publish-home.ts';
import { type HomeServices, type Viewer, viewerOf } from './viewer.ts';

/** A button on the Home tab by which an admin changes something at once; whoever is none any more sees their Home anew. */
function adminButton(services: HomeServices, change: (viewer: Viewer) => Promise<void>) {
  return async ({ ack, body, client, context }: ButtonArgs): Promise<void> => {
    await ack();
    const viewer = viewerOf(context, body.user.id);
    const { verdict } = await judgeAdmin(viewer, client, services);
    if (verdict.kind === 'allowed') await change(viewer);
    await publishHome(viewer, client, services);
  };
}

/**
 * Lets go of the key: what is open ends at once, and nothing can be asked until somebody connects anew. Works also where
 * the key does not open any more.
 */
export function disconnectButton(services: HomeServices) {
  return adminButton(services, async ({ workspaceId, by }) => {
    await services.requests.halt(workspaceId, 'not-connected');
    await services.connections.remove(workspaceId, by);
  });
}

export function liftStopButton(services: HomeServices) {
  return adminButton(services, async ({ workspaceId, by }) => {
    const auditChannel = (await services.connections.sealed(workspaceId))?.auditChannel ?? null;
    await services.requests.lift({ workspaceId, by, auditChannel });
  });
}
