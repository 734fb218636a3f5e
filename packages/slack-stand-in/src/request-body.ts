import type { IncomingMessage } from 'node:http';
import { asObject, type JsonObject, parseJson } from './json.ts';

/** Fields that the SDKs send as JSON inside a form. */
const nestedFields: readonly string[] = ['attachments', 'blocks', 'message', 'metadata', 'view'];

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The arguments of a Web API call, from a form or from JSON; a Slack error code where it is neither. */
export function decodeArguments(
  contentType: string,
  body: string,
): { args: JsonObject } | { refusal: string } {
  const [type = ''] = contentType.split(';');
  switch (type.trim().toLowerCase()) {
    case '':
      return body === '' ? { args: {} } : { refusal: 'missing_post_type' };
    case 'application/x-www-form-urlencoded':
      return { args: withNestedFields(Object.fromEntries(new URLSearchParams(body))) };
    case 'application/json': {
      const args = asObject(parseJson(body));
      return args ? { args: withNestedFields(args) } : { refusal: 'invalid_json' };
    }
    default:
      return { refusal: 'invalid_post_type' };
  }
}

function withNestedFields(args: JsonObject): JsonObject {
  const decoded = Object.entries(args).map(([name, value]) => {
    const isNested = typeof value === 'string' && nestedFields.includes(name);
    return [name, isNested ? (parseJson(value) ?? value) : value];
  });
  return Object.fromEntries(decoded);
}
