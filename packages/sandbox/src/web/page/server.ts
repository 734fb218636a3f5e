import type { ActResult, Snapshot } from '../protocol.ts';
import type { SentAct } from '../run/acts.ts';
import { tabId } from './tab-id.ts';

/** Sends one act. Never rejects: a server that is gone is a result too. */
export async function sendAct(act: SentAct): Promise<ActResult> {
  try {
    const response = await fetch('/acts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...act, from: tabId() }),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, why: 'The sandbox does not answer. Is it still running?' };
  }
}

/**
 * Calls back with every new snapshot, and with null while the server is out of reach or has never shown anything. What has
 * not changed stays the same object. Answers how to stop.
 */
export function listen(onSnapshot: (snapshot: Snapshot | null) => void): () => void {
  const source = new EventSource(`/snapshots?tab=${tabId()}`);
  let known: Partial<Snapshot> = {};
  source.onmessage = ({ data }) => {
    known = { ...known, ...(JSON.parse(data) as Partial<Snapshot>) };
    onSnapshot(known.workspaces === undefined ? null : (known as Snapshot));
  };
  source.onerror = () => onSnapshot(null);
  return () => source.close();
}
