import { z } from 'zod';
import { parseJson } from '../../json.ts';
import type { StepEnd } from '../../step-end.ts';
import { accept, defineMethod, needed, refuse, type WebApiMethod } from '../web-api-method.ts';

/** Forms carry objects as JSON. */
const fromJson = (value: unknown): unknown => (typeof value === 'string' ? parseJson(value) : value);

const success = defineMethod({
  tier: 'none',
  scopes: [],
  args: z.looseObject({
    function_execution_id: needed('function_execution_id'),
    outputs: z.preprocess(fromJson, z.record(z.string(), z.unknown())),
  }),
  run({ slack, args }) {
    return end(slack.steps, args.function_execution_id, { outputs: args.outputs });
  },
});

const error = defineMethod({
  tier: 'none',
  scopes: [],
  args: z.looseObject({
    function_execution_id: needed('function_execution_id'),
    error: needed('error'),
  }),
  run({ slack, args }) {
    return end(slack.steps, args.function_execution_id, { error: args.error });
  },
});

function end(steps: Map<string, StepEnd>, executionId: string, how: NonNullable<StepEnd>) {
  if (!steps.has(executionId)) return refuse('function_execution_not_found');
  if (steps.get(executionId) !== null) return refuse('execution_not_in_running_state');
  steps.set(executionId, how);
  return accept();
}

/** Steps of workflows. Source: docs.slack.dev/reference/methods/functions.completeSuccess. */
export const functionMethods: Readonly<Record<string, WebApiMethod>> = {
  'functions.completeSuccess': success,
  'functions.completeError': error,
};
