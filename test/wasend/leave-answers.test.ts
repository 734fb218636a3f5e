import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnswerClass } from '../../src/leaving/outcome.ts';
import type { KeyClient } from '../../src/wasend/client.ts';
import { clientOf, groupId, sessionId } from './a-client.ts';
import { type AnsweringServer, type Fixture, sendFixture } from './answering-server.ts';

const html = '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>';
const deep = (key: string, levels: number) => `${`{"${key}":`.repeat(levels)}"x"${'}'.repeat(levels)}`;
const engine = (text: string) => ({
  statusCode: 500,
  exception: { message: text, code: 2, details: text },
  request: { path: '/api/x/groups/120363025246125486%40g.us/leave' },
});

/** Status, body, what it becomes. A string is sent as it is. */
const answers: readonly (readonly [number, unknown, AnswerClass])[] = [
  // 2xx that does not contradict itself
  [200, { success: true, message: 'Successfully left the group.' }, 'accepted'],
  [201, '', 'accepted'],
  [200, 'null', 'accepted'],
  [200, 'OK', 'accepted'],
  [200, '[]', 'accepted'],
  [200, {}, 'accepted'],
  [200, { success: true, error: null }, 'accepted'],
  [200, { success: 'true', statusCode: 201 }, 'accepted'],
  [204, '', 'accepted'],
  // 2xx that contradicts itself
  [200, { success: false, message: 'You are not a member of this group.' }, 'not-clear'],
  [200, { success: 'false' }, 'not-clear'],
  [200, { success: 'False' }, 'not-clear'],
  [200, { success: 0 }, 'not-clear'],
  [200, { statusCode: 403, message: 'owner', error: 'Forbidden' }, 'not-clear'],
  [200, { statusCode: '404', message: 'Not Found' }, 'not-clear'],
  [201, { data: { success: false } }, 'not-clear'],
  [200, { success: true, data: { result: { statusCode: 500 } } }, 'not-clear'],
  [200, [{ success: false }], 'not-clear'],
  // 2xx from somebody else, torn, too deep
  [200, html, 'unknown'],
  [200, '<?xml version="1.0"?><error/>', 'unknown'],
  [200, '{"succ', 'unknown'],
  [200, deep('message', 21), 'unknown'],
  [200, deep('exception', 80_000), 'unknown'],
  // not clear, whatever the wording
  [403, { message: 'Not a member of the group or group owner.' }, 'not-clear'],
  [403, { message: 'You are not the owner of this session' }, 'not-clear'],
  [403, { message: 'Forbidden', ownerId: 'u1' }, 'not-clear'],
  [403, { message: 'You are the group owner.' }, 'not-clear'],
  [403, html, 'not-clear'],
  [404, { message: 'Session or group not found.' }, 'not-clear'],
  [404, { message: 'Session not found' }, 'not-clear'],
  [
    404,
    { message: 'Group not found', path: '/session_01k7rzak2acr/groups/120363025246125486@g.us/leave' },
    'not-clear',
  ],
  [404, { message: 'Cannot POST /x', error: 'Not Found' }, 'not-clear'],
  [404, 'default backend - 404', 'not-clear'],
  [409, { message: 'Conflict' }, 'not-clear'],
  [423, { message: 'Locked' }, 'not-clear'],
  // a clear no
  [400, { message: 'Invalid groupId.' }, 'refused'],
  [400, { message: 'Invalid groupId.', path: '/session_1/groups/x/leave', session: 'x' }, 'refused'],
  [402, { message: 'Your plan has expired.' }, 'refused'],
  [401, { message: 'Unauthorized' }, 'unauthorized'],
  [401, html, 'unauthorized'],
  [400, { success: false, message: 'Session is not active', error: 'Bad Request' }, 'session-in-doubt'],
  [400, { message: ['session must be started'] }, 'session-in-doubt'],
  [422, { error: 'Session status is not as expected.', status: 'STARTING' }, 'session-in-doubt'],
  [422, '', 'session-in-doubt'],
  // not done
  [429, { message: 'Too many requests' }, 'rate-limited'],
  [429, html, 'rate-limited'],
  [429, { message: 'rate-overlimit' }, 'number-limited'],
  // everything else
  [408, { statusCode: 408, message: 'Request Timeout' }, 'unknown'],
  [425, { message: 'Too Early' }, 'unknown'],
  [499, { message: 'Client Closed Request' }, 'unknown'],
  [405, { message: 'Method Not Allowed' }, 'unknown'],
  [410, { message: 'Gone' }, 'unknown'],
  [500, engine("2 UNKNOWN: you're not participating in that group"), 'unknown'],
  [500, engine('info query returned status 406: not-acceptable'), 'unknown'],
  [500, engine('failed to parse JID'), 'unknown'],
  [500, engine('14 UNAVAILABLE: Connection dropped'), 'unknown'],
  [500, engine('14 UNAVAILABLE: No connection established'), 'unknown'],
  [500, engine('13 INTERNAL: Received RST_STREAM with code 2'), 'unknown'],
  [500, engine('websocket not connected'), 'unknown'],
  [500, engine('info query timed out'), 'unknown'],
  [500, engine('2 UNKNOWN: info query returned status 429: rate-overlimit'), 'unknown'],
  [501, { message: 'Not implemented' }, 'unknown'],
  [502, html, 'unknown'],
  [503, '', 'unknown'],
  [504, html, 'unknown'],
];

describe('an answer to a leave call becomes', () => {
  let server: AnsweringServer;
  let client: KeyClient;
  let current: Fixture;
  beforeAll(async () => {
    ({ server, client } = await clientOf((_, response) => sendFixture(response, current), {
      leaveMs: 5_000,
      readMs: 5_000,
    }));
  });
  afterAll(() => server.close());

  const answered = async (status: number, body: unknown) => {
    const contentType =
      typeof body !== 'string' || /^[[{]/.test(body)
        ? 'application/json'
        : body.startsWith('<')
          ? 'text/html'
          : 'text/plain';
    current = { status, headers: { 'content-type': contentType }, body };
    return client.leave(sessionId, groupId);
  };

  test.each(answers.map(([status, body, becomes]) => [status, label(body), becomes, body] as const))(
    '%i %s → %s',
    async (status, _, becomes, body) => {
      const answer = await answered(status, body);
      expect(answer).toMatchObject({ class: becomes, status });
    },
  );

  test.each([500, 403, 200, 400])(
    'rate-overlimit inside a %i rests the number, and is looked at',
    async (status) => {
      expect(await answered(status, { success: false, message: 'rate-overlimit' })).toMatchObject({
        class: 'unknown',
        numberRests: true,
      });
    },
  );

  test('rate-overlimit in a path or an id is no limit', async () => {
    const answer = await answered(500, {
      message: 'failed',
      path: '/rate-overlimit',
      session: 'rate-overlimit',
    });
    expect(answer).not.toHaveProperty('numberRests');
  });
});

function label(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 70 ? `${text.slice(0, 70)}…` : text || '(nothing)';
}
