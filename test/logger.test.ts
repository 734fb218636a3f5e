import { describe, expect, test } from '@jest/globals';
import { createLogger } from '../src/logger.ts';

function collect(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ level: 'trace', secrets, destination }) };
}

describe('the logger', () => {
  test('censors secret fields at the top and below', () => {
    const { lines, logger } = collect();
    logger.info(
      { apiKey: 'wk_live_1', deep: { token: 'abc' }, a: { b: { responseUrl: 'https://hooks.example' } } },
      'told',
    );
    expect(lines.join('')).not.toMatch(/wk_live_1|abc|hooks\.example/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'told', apiKey: '[secret]' });
  });

  test('finds known secrets and token shapes wherever they hide', () => {
    const { lines, logger } = collect(['signing-secret-1']);
    logger.error({ note: 'with signing-secret-1 inside' }, 'sent xoxb-12-34-abcd and xapp-1-A0-99-ff');
    logger.error({ error: new Error('refused: Authorization: Bearer wk_live_2') }, 'call failed');
    expect(lines.join('')).not.toMatch(/signing-secret-1|xoxb-12|xapp-1-A0|wk_live_2/);
  });

  test('keeps of an error only what names the fault', () => {
    const { lines, logger } = collect();
    const error = Object.assign(new Error('no answer', { cause: new Error('socket cut') }), {
      code: 'slack_webapi_request_error',
      original: { config: { headers: { cookie: 'private' } } },
    });
    logger.warn({ error }, 'call failed');
    expect(lines.join('')).not.toContain('private');
    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
      message: 'no answer',
      code: 'slack_webapi_request_error',
      cause: { message: 'socket cut' },
    });
  });
});
