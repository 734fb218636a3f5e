import { homedir } from 'node:os';
import { z } from 'zod';
import { UserGroupId, UserId } from '../leaving/ids.ts';
import { GapSeconds, Leavers, WorkspaceSettings } from '../leaving/rules/settings.ts';
import { withoutHiddenMarks } from '../leaving/typed/hidden-marks.ts';
import { parseSessionId } from '../leaving/typed/session-id.ts';

/**
 * One schema for each kind of plain value in the environment; every message says what a right one looks like. What a
 * workspace's own settings hold too is judged by their schema, so that no start allows what cannot be stored later.
 */

const text = z.string().overwrite((value) => withoutHiddenMarks(value).trim());

const wholeNumber = /^\d{1,9}$/;

export const host = text.pipe(z.string().min(1));

const portWords = 'must be a port number from 0 to 65535, for example 3000.';
export const port = text.pipe(
  z
    .string()
    .regex(wholeNumber, portWords)
    .transform(Number)
    .refine((value) => value <= 65_535, portWords),
);

export const seconds = text.pipe(
  z
    .string()
    .regex(wholeNumber, 'must be whole seconds, for example 5; 0 turns it off.')
    .transform(Number)
    .refine(
      (value) => WorkspaceSettings.shape.holdSeconds.safeParse(value).success,
      'must be at most 3600 seconds.',
    ),
);

/** `10/60`: leave calls per seconds. */
export const rate = text.pipe(
  z
    .string()
    .regex(/^[1-9]\d{0,3}\/[1-9]\d{0,4}$/, 'must be leave calls per seconds, for example 10/60.')
    .transform((given) => {
      const [limit, windowSeconds] = given.split('/').map(Number);
      return { limit: limit ?? 10, windowMs: (windowSeconds ?? 60) * 1000 };
    }),
);

/** `20-45`, or one number for a fixed gap; `0` turns it off. In milliseconds. */
export const gapSeconds = text.pipe(
  z
    .string()
    .regex(/^\d{1,4}(\s*-\s*\d{1,4})?$/, 'must be a range of seconds, for example 20-45.')
    .transform((given) => {
      const [from = 0, to = from] = given.split('-').map(Number);
      return { from, to };
    })
    .refine(
      (gap) => GapSeconds.safeParse(gap).success,
      'must go from the smaller to the larger number and to at most 3600, for example 20-45.',
    )
    .transform(({ from, to }) => ({ from: from * 1000, to: to * 1000 })),
);

export const leavers = text.transform((given, context): Leavers => {
  const word = given.toLowerCase();
  if (word === 'admins' || word === 'everyone') return word;
  const ids = given.split(/[\s,]+/).filter((id) => id !== '');
  const users = ids.filter((id) => /^[UW][A-Z0-9]{2,}$/.test(id)).map((id) => UserId.parse(id));
  const userGroups = ids.flatMap((id) => UserGroupId.safeParse(id).data ?? []);
  const named = Leavers.safeParse({ users, userGroups });
  if (ids.length > 0 && users.length + userGroups.length === ids.length && named.success) return named.data;
  context.addIssue(
    'must be admins, everyone, or ids of at most 100 Slack users and 20 user groups with commas, for example U012ABCDEF,S034GHIJKL.',
  );
  return z.NEVER;
});

export const channelId = text.pipe(
  z
    .string()
    .regex(
      /^[CG][A-Z0-9]{2,20}$/,
      'must be the id of a channel, which begins with C or G, not its name. Copy it from the end of the channel’s details in Slack.',
    ),
);

export const sessionId = text.pipe(
  z
    .string()
    .refine(
      (given) => parseSessionId(given).kind === 'session',
      'must be a session id: letters, digits, dots, hyphens and underscores, at most 128.',
    ),
);

export const clientId = text.pipe(
  z
    .string()
    .regex(
      /^[\w.-]+$/,
      'must be digits and a dot. Copy the “Client ID” from your Slack app’s “Basic Information” page.',
    ),
);

/** A word of a list, in whatever case. */
export const oneOf = <const Word extends string>(...words: readonly [Word, ...Word[]]) =>
  text.pipe(
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(words, { error: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}.` })),
  );

/** `~` is the home directory, as in a shell. What stands in a Postgres address is looked at when it is opened. */
export const storeUrl = text.transform((given, context) => {
  if (/^postgres(?:ql)?:\/\//.test(given) && URL.canParse(given)) return given;
  const path = /^sqlite:(.+)$/.exec(given)?.[1];
  if (path !== undefined) return `sqlite:${path.replace(/^~(?=\/|$)/, homedir())}`;
  context.addIssue(
    'must be sqlite: and a file, for example sqlite:data/wasend.db, or postgres://user:password@host/database.',
  );
  return z.NEVER;
});

/** A week at least: what was left before and the daily cap are looked up in what is kept. */
export const days = text.pipe(
  z
    .string()
    .regex(wholeNumber, 'must be whole days, for example 365.')
    .transform(Number)
    .refine((value) => value >= 7 && value <= 36_500, 'must be at least 7 days.'),
);
