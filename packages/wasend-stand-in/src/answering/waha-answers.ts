import { type Answer, json } from './answer.ts';

/** What the answer says about the request it answers. */
export interface Asked {
  readonly method: string;
  /** With the query, as it came. */
  readonly path: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The answers of WAHA (github.com/devlikeapro/waha), on which Wasend sits, and of NestJS under it. */
export const wahaUnauthorized = (): Answer => json(401, { message: 'Unauthorized', statusCode: 401 });

export const routeNotFound = ({ method, path }: Pick<Asked, 'method' | 'path'>): Answer =>
  json(404, { message: `Cannot ${method} ${path}`, error: 'Not Found', statusCode: 404 });

export const wahaSessionNotFound = (): Answer =>
  json(404, { message: 'Session not found', error: 'Not Found', statusCode: 404 });

export const wahaSessionNotStarted = (sessionId: string): Answer =>
  json(404, {
    message: `We didn't find a session with name '${sessionId}'.\nPlease start it first by using POST /api/sessions/${sessionId}/start request`,
    error: 'Not Found',
    statusCode: 404,
  });

/** WAHA waits up to 5 s for WORKING before it says this (#1329); the stand-in does not wait. */
export const sessionNotWorking = (sessionId: string, status: string): Answer =>
  json(422, {
    error: 'Session status is not as expected. Try again later or restart the session',
    session: sessionId,
    status,
    expected: ['WORKING'],
  });

export const validationFailed = (messages: readonly string[]): Answer =>
  json(400, { message: messages, error: 'Bad Request', statusCode: 400 });

export const throttled = (): Answer =>
  json(429, { statusCode: 429, message: 'ThrottlerException: Too Many Requests' }, { 'retry-after': '60' });

/** WAHA's answer to any error of its GOWS engine, with a stack trace and the request in it (#2093). */
export function gowsError(details: string, asked: Asked, code: 2 | 14 = 2): Answer {
  const exception = {
    message: `${code} ${code === 2 ? 'UNKNOWN' : 'UNAVAILABLE'}: ${details}`,
    code,
    details,
    metadata: [],
    name: 'Error',
    stack: `Error: ${details}\n    at callErrorFromStatus (/app/node_modules/@grpc/grpc-js/build/src/call.js:32:19)`,
  };
  const version = { version: '2026.4.3', engine: 'GOWS', tier: 'PLUS', browser: null, platform: 'linux/x64' };
  return envelope(exception, asked, { ...version, worker: { id: null } });
}

/** A refusal of WhatsApp as the NOWEB engine tells it: its status is in `exception.data` (#462). */
export function nowebError(message: string, status: number, asked: Asked): Answer {
  const exception = {
    stack: `Error: ${message}\n    at assertNodeErrorFree`,
    message,
    data: status,
    isBoom: true,
    isServer: true,
    output: {},
    name: 'Error',
  };
  const version = { version: '2024.7.6', engine: 'NOWEB', tier: 'PLUS', browser: '/usr/bin/chromium' };
  return envelope(exception, asked, version);
}

export function webjsTypeError(asked: Asked): Answer {
  const message = "Cannot read properties of undefined (reading 'getChats')";
  const version = { version: '2026.1.5', engine: 'WEBJS', tier: 'CORE' };
  return envelope({ message, name: 'TypeError', stack: 'TypeError' }, asked, version);
}

function envelope(exception: object, { method, path, at }: Asked, version: object): Answer {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const request = {
    path: `/api${pathname.replaceAll('@', '%40')}${searchParams.size > 0 ? `?${searchParams}` : ''}`,
    method,
    body: {},
    query: Object.fromEntries(searchParams),
  };
  return json(500, { statusCode: 500, timestamp: new Date(at).toISOString(), exception, request, version });
}
