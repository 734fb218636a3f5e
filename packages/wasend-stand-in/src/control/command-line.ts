import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type ShapeName, shapes } from '../shapes/shapes.ts';

export const usage = `Usage: npm run wasend-stand-in -- [options]

A Wasend API to try clients on, with pretend WhatsApp groups behind it.

  --shape NAME      how it answers: ${Object.keys(shapes).join(', ')} (default docs)
  --port N          where it listens on this machine (default 4500; 0 takes a free port)
  --key TEXT        the API key it knows (default wk_stand_in_1)
  --groups N        so many more groups (default 0)
  --members N       so many other people in each of those, up to 1024 (default 30)
  --limit N         leave calls a minute and key (default 10)
  --limit-all       every call counts, not only leaving
  --fail-on-problems  end with 1 when a client sent what a careful one does not
  --help            this

Wasend's clients send "Authorization: Bearer KEY"; WAHA's send "X-Api-Key: KEY" and begin paths with /api.
While it runs, troubles and lies are ordered under /_stand-in/: see the README beside it.`;

const minuteMs = 60_000;
const Whole = z.coerce.number().int().nonnegative();
const Options = z
  .object({
    shape: z.enum(Object.keys(shapes) as [ShapeName, ...ShapeName[]]).default('docs'),
    port: Whole.max(65_535).default(4_500),
    key: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .default('wk_stand_in_1'),
    groups: Whole.max(5_000).default(0),
    members: Whole.max(1_024).default(30),
    limit: Whole.default(10),
    'limit-all': z.boolean().default(false),
    'fail-on-problems': z.boolean().default(false),
  })
  .transform(({ limit, 'limit-all': all, 'fail-on-problems': failsOnProblems, ...rest }) => ({
    ...rest,
    failsOnProblems,
    limit: { calls: limit, windowMs: minuteMs, counts: all ? ('all' as const) : ('leave' as const) },
  }));

/** What the command line asks for, or what is wrong with it. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'run'; readonly options: z.output<typeof Options> };

/** Reads the words after the command. Never throws. */
export function readOptions(words: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        shape: { type: 'string' },
        port: { type: 'string' },
        key: { type: 'string' },
        groups: { type: 'string' },
        members: { type: 'string' },
        limit: { type: 'string' },
        'limit-all': { type: 'boolean' },
        'fail-on-problems': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { kind: 'help' };
    const read = Options.safeParse(values);
    return read.success
      ? { kind: 'run', options: read.data }
      : { kind: 'wrong', why: z.prettifyError(read.error) };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}
