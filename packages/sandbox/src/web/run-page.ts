import { bundlePage } from './bundle-page.ts';
import { startSandboxRun } from './sandbox-run.ts';
import { startWebServer, type WebServer } from './web-server.ts';

const usualPort = 4400;

/** A page that is up, with the sandbox behind it. */
export interface RunningPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the sandbox and its page. Without a port the usual one is taken, or a free one where that is in use. */
export async function startPage(port?: number): Promise<RunningPage> {
  const [run, page] = await Promise.all([startSandboxRun({}), bundlePage()]);
  const server = await listen();
  return {
    url: server.url,
    async stop() {
      await server.close();
      await run.stop();
    },
  };

  async function listen(): Promise<WebServer> {
    if (port !== undefined) return startWebServer(run, page, port);
    return startWebServer(run, page, usualPort).catch(() => startWebServer(run, page, 0));
  }
}

/** Keeps the page up until the process is told to stop. */
export async function runPage(print: (line: string) => void): Promise<void> {
  const startedAt = performance.now();
  const page = await startPage();
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  print(`wasend-slack sandbox: open ${page.url} (up after ${seconds} s)`);
  print('Nothing here is real: stand-ins for Slack and Wasend, and the real app between them.');
  print('Stop with Ctrl-C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      page.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
