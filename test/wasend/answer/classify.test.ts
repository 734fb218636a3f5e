import { describe, expect, test } from '@jest/globals';
import type { ReadFailure } from '../../../src/leaving/ports/wasend.ts';
import { classifyLeave } from '../../../src/wasend/answer/classify-leave.ts';
import { classifyRead, type ReadOf } from '../../../src/wasend/answer/classify-read.ts';
import { type Answer, readAnswer } from '../../../src/wasend/answer/read-answer.ts';
import type { Called } from '../../../src/wasend/call/call.ts';

const now = 1_800_000_000_000;
const read = (body: unknown, contentType = 'application/json') =>
  readAnswer(
    new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
    contentType,
    'looked-into',
  );
const answered = (status: number, body: unknown, value: string | null = 'it'): Called<string> => ({
  kind: 'answered',
  status,
  headers: new Headers(),
  answer: read(body).answer,
  isTooLong: false,
  value,
});
const page = '<html></html>';

describe('an answer to a read', () => {
  const classified = (called: Called<string>, of: ReadOf = 'other') => classifyRead(called, of, now);

  test.each<[number, string]>([
    [199, 'unreadable'],
    [300, 'unreadable'],
    [399, 'unreadable'],
    [400, 'refused'],
    [401, 'unauthorized'],
    [402, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [407, 'refused'],
    [408, 'unreachable'],
    [409, 'refused'],
    [422, 'session-in-doubt'],
    [424, 'refused'],
    [425, 'unreachable'],
    [429, 'rate-limited'],
    [498, 'refused'],
    [499, 'unreachable'],
    [500, 'unreachable'],
    [599, 'unreachable'],
  ])('%d is %s', (status, why) => {
    expect(classified(answered(status, { message: 'Oops' }))).toMatchObject({
      kind: 'failed',
      why,
      status,
      said: 'Oops',
    });
  });

  test.each([200, 201, 299])('%d holds what was asked for, or cannot be read', (status) => {
    expect(classified(answered(status, {}))).toEqual({ kind: 'ok', value: 'it' });
    expect(classified(answered(status, { message: 'Oops' }, null))).toEqual({
      kind: 'failed',
      why: 'unreadable',
      status,
      said: null,
    });
    expect(classified(answered(status, { success: false, message: 'No' }))).toEqual({
      kind: 'failed',
      why: 'refused',
      status,
      said: 'No',
    });
  });

  test('a 400 is about the session only by its sentence', () => {
    expect(classified(answered(400, { message: 'Session is not active' }))).toMatchObject({
      why: 'session-in-doubt',
    });
    expect(classified(answered(403, { message: 'Session is not active' }))).toMatchObject({ why: 'refused' });
  });

  test('none at all', () => {
    expect(classified({ kind: 'timed-out' })).toEqual({
      kind: 'failed',
      why: 'timed-out',
      status: null,
      said: null,
    });
    expect(classified({ kind: 'broken' })).toEqual({
      kind: 'failed',
      why: 'unreachable',
      status: null,
      said: null,
    });
    expect(classified({ kind: 'not-sent', fault: 'X' })).toEqual({
      kind: 'failed',
      why: 'unreachable',
      status: null,
      said: null,
    });
  });

  test('a 429 says how long to wait', () => {
    expect(classified(answered(429, { retry_after: 7, message: 'Slow down' }))).toEqual({
      kind: 'failed',
      why: 'rate-limited',
      status: 429,
      said: 'Slow down',
      retryAfterMs: 7_000,
    });
  });

  const outsider = (namesGroup: boolean, path = 'group') => ({ outsider: { namesGroup, path } });
  test.each<[string, number, unknown, ReadOf, object]>([
    ['a group’s 404', 404, { error: 'Not Found' }, 'group', outsider(false)],
    ['a group’s 403', 403, { error: 'Forbidden' }, 'group-info', outsider(false, 'group-info')],
    ['a 404 that names the group', 404, { message: 'Group not found' }, 'group', outsider(true)],
    ['the engine’s 500', 500, { exception: 'that group does not exist' }, 'group', outsider(true)],
    ['the engine’s 404', 404, { exception: 'that group does not exist' }, 'group', outsider(true)],
    ['the engine’s words with a 502', 502, { exception: 'that group does not exist' }, 'group', {}],
    ['any other 500', 500, { message: 'Group not found' }, 'group', {}],
    ['a 409', 409, { message: 'Group not found' }, 'group', {}],
    ['a route that is not there', 404, { message: 'Cannot GET /x' }, 'group', {}],
    ['a page', 404, page, 'group', {}],
    ['a text', 404, 'Group not found', 'group', {}],
    ['of something else', 404, { message: 'Group not found' }, 'other', {}],
    ['a session’s 404', 404, { message: 'Session not found' }, 'session', { namesSession: true }],
    ['a session’s 403', 403, { message: 'Session not found' }, 'session', {}],
    ['a session’s 404 about nothing', 404, { message: 'Not found' }, 'session', {}],
    ['a session’s 404 about a group', 404, { message: 'Group not found' }, 'session', {}],
  ])('%s', (_, status, body, of, told) => {
    const {
      outsider: found,
      namesSession,
      ...failure
    } = classified(answered(status, body, null), of) as ReadFailure;
    expect(failure).toMatchObject({ kind: 'failed', status });
    expect({ ...(found && { outsider: found }), ...(namesSession && { namesSession }) }).toEqual(told);
  });
});

describe('an answer to a leave', () => {
  const classified = (called: Called<unknown>) => classifyLeave(called, now);

  test.each<[number, string]>([
    [199, 'unknown'],
    [200, 'accepted'],
    [299, 'accepted'],
    [300, 'unknown'],
    [302, 'unknown'],
    [403, 'not-clear'],
    [405, 'unknown'],
    [423, 'not-clear'],
    [424, 'unknown'],
    [430, 'unknown'],
  ])('%d is %s', (status, becomes) => {
    expect(classified(answered(status, ''))).toMatchObject({ class: becomes, status });
  });

  test('none at all', () => {
    expect(classified({ kind: 'not-sent', fault: 'ECONNREFUSED' })).toEqual({
      class: 'not-sent',
      status: null,
      said: null,
      fault: 'ECONNREFUSED',
    });
    expect(classified({ kind: 'timed-out' })).toEqual({ class: 'unknown', status: null, said: null });
    expect(classified({ kind: 'broken' })).toEqual({ class: 'unknown', status: null, said: null });
  });

  test('limits say whose they are and for how long', () => {
    expect(classified(answered(429, { retryAfter: 9 }))).toEqual({
      class: 'rate-limited',
      status: 429,
      said: null,
      retryAfterMs: 9_000,
    });
    expect(classified(answered(429, { message: 'rate-overlimit' }))).toEqual({
      class: 'number-limited',
      status: 429,
      said: 'rate-overlimit',
      numberRests: true,
    });
    expect(classified(answered(200, { message: 'rate-overlimit' }))).toEqual({
      class: 'unknown',
      status: 200,
      said: 'rate-overlimit',
      numberRests: true,
    });
  });
});

describe('a body', () => {
  test.each<[string, string, Answer['form']]>([
    ['', '', 'empty'],
    [' \n', 'application/json', 'empty'],
    ['null', '', 'empty'],
    ['{}', '', 'json'],
    ['[]', 'text/plain', 'json'],
    ['"OK"', '', 'text'],
    ['OK', 'text/plain', 'text'],
    ['7', '', 'text'],
    ['OK', 'application/JSON', 'unreadable'],
    ['[OK', '', 'unreadable'],
    ['{OK', 'text/plain', 'unreadable'],
    ['OK {', 'text/plain', 'text'],
    ['<p>', '', 'markup'],
    ['{}', 'text/HTML; charset=utf-8', 'markup'],
  ])('%j as %j is %s', (body, contentType, form) => {
    const { answer, parsed } = read(body, contentType);
    expect(answer.form).toBe(form);
    expect(parsed === undefined).toBe(form === 'markup' || form === 'unreadable');
  });

  test.each<[unknown, number | null]>([
    [{ retry_after: 7 }, 7],
    [{ retryAfter: '7' }, 7],
    [{ retry_after: 0, retryAfter: 9 }, 0],
    [{ retry_after: null, retryAfter: 9 }, 9],
    [{ retry_after: -1 }, null],
    [{ retry_after: 'soon' }, null],
    [{}, null],
    ['7', null],
    ['null', null],
  ])('%j asks to wait %j s', (body, seconds) => {
    expect(read(body).answer.retryAfterSeconds).toBe(seconds);
  });
});
