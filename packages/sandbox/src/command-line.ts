import { parseArgs } from 'node:util';
import { stories } from './stories/stories.ts';

const named = Object.entries(stories).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`);

export const usage = `Usage: npm run sandbox -- [story] [options]

A pretend Slack and a pretend WhatsApp, with the real app between them. No account is needed and nothing is left.
Without a story a page opens in the browser. With one it is played here, in words, and the exit code says how it went:

${named.join('\n')}

  --no-open      do not open a browser
  --port N       where the page is (default 4400, or a free one)
  --groups N     so many more groups of the first number (default 0)
  --members N    so many other people in each of those (default 30)
  --help         this

The page can play the stories too: press one at its top, or open it with ?play=${Object.keys(stories)[0]}.`;

/** What the command line asks for. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'story'; readonly name: keyof typeof stories }
  | {
      readonly kind: 'page';
      readonly opens: boolean;
      readonly port: number | null;
      readonly more: { readonly groups: number; readonly members: number };
    };

const most = { port: 65_535, groups: 5_000, members: 1_024 } as const;

/** Reads the words after the command. Never throws. */
export function readCommandLine(words: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        groups: { type: 'string', default: '0' },
        members: { type: 'string', default: '30' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [name] = positionals;
    if (name !== undefined) {
      if (Object.hasOwn(stories, name)) return { kind: 'story', name: name as keyof typeof stories };
      return { kind: 'wrong', why: `There is no story “${name}”.` };
    }
    const port = values.port === undefined ? null : whole('port', values.port);
    const more = { groups: whole('groups', values.groups), members: whole('members', values.members) };
    return { kind: 'page', opens: !values['no-open'], port, more };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

function whole(name: keyof typeof most, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most[name])
    throw new Error(`--${name} takes a whole number up to ${most[name]}, not “${text}”.`);
  return number;
}
