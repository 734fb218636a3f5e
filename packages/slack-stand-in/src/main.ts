import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { help } from './alone/help.ts';
import { type AppManifest, readManifest } from './alone/manifest.ts';
import { type Alone, startAlone } from './alone/start-alone.ts';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The command could not be understood: one line on stderr, exit code 2. */
function giveUp(why: string): never {
  process.stderr.write(`slack-stand-in: ${why}\n`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        manifest: { type: 'string' },
        'app-url': { type: 'string' },
        port: { type: 'string', default: '4410' },
        strict: { type: 'boolean', default: false },
        'explicit-answers': { type: 'boolean', default: false },
        open: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return giveUp(`${(error as Error).message.split('\n')[0]} (--help shows what there is)`);
  }
}

function manifestFrom(file: string): AppManifest {
  let text = '';
  try {
    // npm runs scripts in the project's folder; a path is meant from where it was typed.
    text = readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8');
  } catch (error) {
    giveUp(`${file} cannot be read: ${(error as Error).message}`);
  }
  const read = readManifest(text);
  return 'manifest' in read ? read.manifest : giveUp(`${file} is no manifest. ${read.faults.join('. ')}`);
}

function introduce({ slack, env, pageUrl }: Alone, isSocketMode: boolean): void {
  print(`# A pretend Slack for ${slack.world.appName} is at ${slack.url}, and who uses it at ${pageUrl}`);
  print(`# The app is reached ${isSocketMode ? 'over Socket Mode' : 'over HTTP, at its request URLs'}.`);
  for (const [name, value] of Object.entries(env)) print(`${name}=${value}`);
}

function report({ slack }: Alone): number {
  for (const { method, message } of slack.notes) print(`note: ${method}: ${message}`);
  for (const { method, message } of slack.problems) print(`problem: ${method}: ${message}`);
  print(slack.problems.length === 0 ? 'No problems.' : `${slack.problems.length} problems.`);
  return slack.problems.length === 0 ? 0 : 1;
}

/** Where there is no browser to open, the address is on the screen anyway. */
function openInBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
    darwin: ['open', [url]],
    win32: ['cmd', ['/c', 'start', '', url]],
  };
  const [command, args] = openers[process.platform] ?? ['xdg-open', [url]];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => print(`# Nothing here opens a browser; go to ${url}`))
    .unref();
}

const options = readOptions();
if (options.help) {
  print(help.trimEnd());
} else {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) giveUp(`--port ${options.port} is no port`);
  const appUrl = options['app-url'];
  if (appUrl !== undefined && !URL.canParse(appUrl)) giveUp(`--app-url ${appUrl} is no address`);
  const manifest = options.manifest === undefined ? undefined : manifestFrom(options.manifest);
  const alone = await startAlone({
    port,
    strict: options.strict,
    requireExplicitResponse: options['explicit-answers'],
    ...(manifest ? { manifest } : {}),
    ...(appUrl === undefined ? {} : { appUrl }),
  }).catch((error: NodeJS.ErrnoException) =>
    giveUp(error.code === 'EADDRINUSE' ? `port ${port} is taken; choose another with --port` : error.message),
  );
  introduce(alone, manifest?.settings.socket_mode_enabled ?? false);
  if (options.open) openInBrowser(alone.pageUrl);
  const stop = async (): Promise<void> => {
    await alone.slack.close();
    process.exitCode = report(alone);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}
