import type { ServerResponse } from 'node:http';
import type { Snapshot } from '../protocol.ts';

/**
 * How often somebody looks whether anything is new. The worlds are plain objects that many hands change; looking is
 * cheaper than telling every hand to say so, and costs nothing while no page is open.
 */
const betweenLooksMs = 60;

/** Open pages, each of which is sent what is new. */
export interface SnapshotStream {
  /**
   * Keeps the response open and sends to it until the browser goes: first everything, then the parts that changed. Where
   * nothing can be looked at, why not is sent, and everything once that is over.
   */
  add(response: ServerResponse): void;
  close(): void;
}

export function createSnapshotStream(look: () => Snapshot): SnapshotStream {
  const pages = new Set<ServerResponse>();
  let sent = new Map<string, string>();
  const send = (): void => {
    const parts = partsOf(look);
    const changed = [...parts].filter(([name, text]) => name !== 'now' && sent.get(name) !== text);
    // What a fault hides is sent anew after it.
    sent = parts;
    if (changed.length === 0) return;
    const now = parts.get('now');
    const frame = frameOf(now === undefined ? changed : [['now', now], ...changed]);
    for (const page of pages) page.write(frame);
  };
  const timer = setInterval(() => {
    if (pages.size > 0) send();
  }, betweenLooksMs);
  timer.unref();
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(frameOf([...partsOf(look)]));
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    close() {
      clearInterval(timer);
      for (const page of pages) page.end();
    },
  };
}

/** Each part of a snapshot as JSON, by its name; the fault alone where it cannot be taken. */
function partsOf(look: () => Snapshot): Map<string, string> {
  try {
    return new Map(Object.entries(look()).map(([name, part]) => [name, JSON.stringify(part)]));
  } catch (error) {
    return new Map([['fault', JSON.stringify(error instanceof Error ? error.message : String(error))]]);
  }
}

function frameOf(parts: readonly (readonly [string, string])[]): string {
  return `data: {${parts.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}\n\n`;
}
