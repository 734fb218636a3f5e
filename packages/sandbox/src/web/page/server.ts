import type { SentAct } from '../acts.ts';
import type { ActResult, Snapshot } from '../protocol.ts';

/** Sends one act. Never rejects: a server that is gone is a result too. */
export async function sendAct(act: SentAct): Promise<ActResult> {
  try {
    const response = await fetch('/acts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, why: 'The sandbox does not answer. Is it still running?' };
  }
}

/** Calls back with every new snapshot, and with null while the server is out of reach. Answers how to stop. */
export function listen(onSnapshot: (snapshot: Snapshot | null) => void): () => void {
  const source = new EventSource('/snapshots');
  source.onmessage = ({ data }) => onSnapshot(JSON.parse(data) as Snapshot);
  source.onerror = () => onSnapshot(null);
  return () => source.close();
}
