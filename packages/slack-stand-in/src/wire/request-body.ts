import type { IncomingMessage } from 'node:http';
import { asObject, type JsonObject, parseJson } from '../json.ts';
import { addressOf } from './address.ts';

/** Fields that the SDKs send as JSON inside a form. */
const nestedFields: readonly string[] = ['attachments', 'blocks', 'message', 'metadata', 'view'];
const mostBytes = 20_000_000;

/** The arguments of a call, or a Slack error code where they cannot be read. */
export type Arguments = { readonly args: JsonObject } | { readonly refusal: string };

/** The whole body; empty where it is larger than anything Slack takes. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= mostBytes) chunks.push(chunk as Buffer);
  }
  return size <= mostBytes ? Buffer.concat(chunks) : Buffer.alloc(0);
}

/**
 * The arguments of a Web API call: JSON, form or multipart, and the query, over GET as over POST. An empty body has
 * none, whatever its type. Where the query and the body name the same, the body holds.
 */
export async function readArguments(request: IncomingMessage): Promise<Arguments> {
  const query = Object.fromEntries(addressOf(request)?.searchParams ?? []);
  if (request.method === 'GET') return { args: withNestedFields(query) };
  if (request.method !== 'POST') return { refusal: 'invalid_post_type' };
  const body = await decodeBody(request.headers['content-type'] ?? '', await readBody(request));
  return 'refusal' in body ? body : { args: withNestedFields({ ...query, ...body.args }) };
}

async function decodeBody(contentType: string, body: Buffer): Promise<Arguments> {
  if (body.length === 0) return { args: {} };
  const [type = ''] = contentType.split(';');
  switch (type.trim().toLowerCase()) {
    case '':
      return { refusal: 'missing_post_type' };
    case 'application/x-www-form-urlencoded':
      return { args: Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
    case 'multipart/form-data':
      return decodeMultipart(contentType, body);
    case 'application/json': {
      const args = asObject(parseJson(body.toString('utf8')));
      return args ? { args } : { refusal: 'invalid_json' };
    }
    default:
      return { refusal: 'invalid_post_type' };
  }
}

/** The fields; of a file only its name and size are kept. */
async function decodeMultipart(contentType: string, body: Buffer): Promise<Arguments> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    const fields = [...form].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : { name: value.name, size: value.size },
    ]);
    return { args: Object.fromEntries(fields) };
  } catch {
    return { refusal: 'invalid_form_data' };
  }
}

function withNestedFields(args: JsonObject): JsonObject {
  const decoded = Object.entries(args).map(([name, value]) => {
    const isNested = typeof value === 'string' && nestedFields.includes(name);
    return [name, isNested ? (parseJson(value) ?? value) : value];
  });
  return Object.fromEntries(decoded);
}
