import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Tier } from '../wire/rate-limits.ts';
import type { Workspace } from '../world/workspace.ts';

/** The JSON body of an answer. */
export type Answer = JsonObject & { readonly ok: boolean };

export interface WebApiCall<Args> {
  readonly slack: SlackParts;
  /** The workspace of the token. */
  readonly workspace: Workspace;
  readonly args: Args;
}

/** One Web API method. */
export interface WebApiMethod {
  readonly tier: Tier;
  /** Any one of these is enough; none needed when empty. */
  readonly scopes: readonly string[];
  run(slack: SlackParts, workspace: Workspace, args: JsonObject): Answer;
}

/** A method whose arguments are read by `args` first: what does not fit is answered with `invalid_arguments`. */
export function defineMethod<Schema extends z.ZodType>(definition: {
  readonly tier: Tier;
  readonly scopes: readonly string[];
  readonly args: Schema;
  readonly run: (call: WebApiCall<z.output<Schema>>) => Answer;
}): WebApiMethod {
  return {
    tier: definition.tier,
    scopes: definition.scopes,
    run(slack, workspace, args) {
      const read = definition.args.safeParse(args);
      if (read.success) return definition.run({ slack, workspace, args: read.data });
      return invalidArguments(
        read.error.issues.map(({ message, path }) => `[ERROR] ${message} [json-pointer:/${path.join('/')}]`),
      );
    },
  };
}

export const accept = (body: JsonObject = {}): Answer => ({ ok: true, ...body });

export const refuse = (error: string, more: JsonObject = {}): Answer => ({ ok: false, error, ...more });

export const invalidArguments = (messages: readonly string[]): Answer =>
  refuse('invalid_arguments', { response_metadata: { messages } });

/** A true or false as JSON or as a form field. */
export const formBoolean = z.union([z.boolean(), z.stringbool()]);

/** A string that must be there and not be empty. */
export const needed = (name: string) =>
  z.string(`missing required field: ${name}`).min(1, `missing required field: ${name}`);
