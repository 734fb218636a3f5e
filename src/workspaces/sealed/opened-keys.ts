import type { WorkspaceId } from '../../leaving/ids.ts';
import type { SecretBox } from './secret-box.ts';

/** By this name an API key is sealed. */
export const apiKeyField = 'apiKey';

/** Keys of workspaces that nobody has asked for lately are opened anew. */
const mostKept = 1_000;

/**
 * Opens the sealed API key of a workspace, and remembers it as long as the very same envelope is asked for: each step and
 * each press reads the row anew, and nearly always finds what it found before. Throws SealBroken, and remembers nothing then.
 */
export function createOpenedKeys(
  secretBox: Pick<SecretBox, 'open'>,
): (workspaceId: WorkspaceId, envelope: string) => string {
  const opened = new Map<WorkspaceId, { readonly envelope: string; readonly apiKey: string }>();
  return (workspaceId, envelope) => {
    const known = opened.get(workspaceId);
    if (known?.envelope === envelope) return known.apiKey;
    const apiKey = secretBox.open(envelope, { workspaceId, field: apiKeyField });
    if (opened.size >= mostKept) opened.delete(opened.keys().next().value ?? workspaceId);
    opened.set(workspaceId, { envelope, apiKey });
    return apiKey;
  };
}
