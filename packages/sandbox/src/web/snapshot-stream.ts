import type { ServerResponse } from 'node:http';
import type { Snapshot } from './protocol.ts';

/**
 * How often somebody looks whether anything is new. The worlds are plain objects that many hands change; looking is
 * cheaper than telling every hand to say so, and costs nothing while no page is open.
 */
const betweenLooksMs = 60;

/** Open pages, each of which is sent every new snapshot. */
export interface SnapshotStream {
  /** Keeps the response open and sends to it until the browser goes. */
  add(response: ServerResponse): void;
  close(): void;
}

export function createSnapshotStream(look: () => Snapshot): SnapshotStream {
  const pages = new Set<ServerResponse>();
  let sent = '';
  const send = (): void => {
    const { now, ...rest } = look();
    const seen = JSON.stringify(rest);
    if (seen === sent) return;
    sent = seen;
    for (const page of pages) page.write(frame({ now, ...rest }));
  };
  const timer = setInterval(() => {
    if (pages.size > 0) send();
  }, betweenLooksMs);
  timer.unref();
  return {
    add(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(frame(look()));
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    close() {
      clearInterval(timer);
      for (const page of pages) page.end();
    },
  };
}

function frame(snapshot: Snapshot): string {
  return `data: ${JSON.stringify(snapshot)}\n\n`;
}
