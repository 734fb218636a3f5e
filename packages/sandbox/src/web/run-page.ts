import type { MoreGroups } from '../bench.ts';
import { openBrowser } from '../open-browser.ts';
import { bundlePage } from './bundle-page.ts';
import { startSandboxRun } from './run/sandbox-run.ts';
import { startWebServer, type WebServer } from './web-server.ts';

const usualPort = 4400;

/** A page that is up, with the sandbox behind it. */
export interface RunningPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a page is started with; everything has its usual value. */
export interface PageOptions {
  /** Without one the usual one is taken, or a free one where that is in use. */
  readonly port?: number;
  /** Added to the app's. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly more?: MoreGroups;
  /** Whether the next beginning is kept ready. */
  readonly keepsSpare?: boolean;
}

/** Starts the sandbox and its page. */
export async function startPage(options: PageOptions = {}): Promise<RunningPage> {
  const { port, environment = {}, more = { groups: 0, members: 0 }, keepsSpare = false } = options;
  const [run, page] = await Promise.all([startSandboxRun({ environment, more, keepsSpare }), bundlePage()]);
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

/** Keeps the page up until the process is told to stop, and shows it in a browser where it is to. */
export async function runPage(
  print: (line: string) => void,
  { opensBrowser, ...options }: PageOptions & { readonly opensBrowser: boolean },
): Promise<void> {
  const startedAt = performance.now();
  const page = await startPage({ keepsSpare: true, ...options });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  print(`wasend-slack sandbox: ${page.url} (up after ${seconds} s)`);
  print('Nothing here is real: a pretend Slack, a pretend WhatsApp, and the real app between them.');
  print('Stop with Ctrl-C.');
  if (opensBrowser) openBrowser(page.url);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      page.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
