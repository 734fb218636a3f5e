import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const start = fileURLToPath(new URL('../../src/app/start.mjs', import.meta.url));
const posing = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;

test.each(['20.20.2', '22.12.0', '9.11.2'])(
  'on Node %s it says in one line what is needed',
  async (version) => {
    const run = promisify(execFile)(process.execPath, ['--import', posing(version), start], { env: {} });
    const end = await run.catch((error: unknown) => error);
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect((end as { stderr: string }).stderr).toMatch(
      new RegExp(`^wasend-slack needs Node 24 or newer, and this is Node ${version}: run "npm ci".*\n$`),
    );
  },
);

test('with a Postgres that is not there it says so, and nothing of the password', async () => {
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1-2-three',
    SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    STORE_URL: 'postgres://app:hunter%402@127.0.0.1:1/wasend',
  };
  const run = promisify(execFile)(process.execPath, [start], { env });
  const end = await run.catch((error: unknown) => error);
  expect(end).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^wasend-slack cannot start: The store /),
  });
  expect(JSON.stringify(end)).not.toMatch(/hunter/);
});
