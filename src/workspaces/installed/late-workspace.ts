import type { WorkspaceId } from '../../leaving/ids.ts';
import type { SingleWorkspace } from './single-workspace.ts';
import type { Tenancy } from './tenancy.ts';

/** A tenancy whose one workspace becomes known later: until then nothing is authorised, and nobody can be told. */
export interface LateWorkspace extends Tenancy {
  /** Asks once whose token it is; afterwards the workspace is known. Throws what `ask` throws. */
  reach(): Promise<WorkspaceId>;
}

export function createLateWorkspace(ask: () => Promise<SingleWorkspace>): LateWorkspace {
  let known: SingleWorkspace | null = null;
  const workspace = (): SingleWorkspace => {
    if (known !== null) return known;
    throw new Error('Slack has not been reached since the start');
  };
  return {
    async reach() {
      known ??= await ask();
      return known.workspaceId;
    },
    authorize: async (source) => workspace().authorize(source),
    access: async (workspaceId) => workspace().access(workspaceId),
  };
}
