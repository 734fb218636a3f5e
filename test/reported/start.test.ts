import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { reportedCase } from '../cases.ts';

const root = new URL('../../', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, root), 'utf8'));

test('NODE_ENV=production npm ci && npm start on an older Node (node-env-production)', () => {
  const { shell } = reportedCase<{ shell: string }>('node-env-production').input;
  const [install = '', start = ''] = shell.split(' && ');
  const [, name = '', value = ''] = /^(\w+)=(\w+) npm ci$/.exec(install) ?? [];
  // What `npm ci` leaves out in production is marked in the lock file.
  const { packages } = read('package-lock.json') as { packages: Record<string, { dev?: boolean }> };
  const { scripts, dependencies, optionalDependencies } = read('package.json');
  expect(value).toBe('production');
  expect(packages['node_modules/node']).toMatchObject({ optional: true });
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
    expect([needed, packages[`node_modules/${needed}`]?.dev ?? false]).toEqual([needed, false]);

  expect(start).toBe('npm start');
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})`;
  const end = spawnSync(process.execPath, ['--import', older, ...scripts.start.split(' ').slice(1)], {
    cwd: fileURLToPath(root),
    env: { [name]: value },
    encoding: 'utf8',
  });
  expect([end.status, end.stdout]).toEqual([1, '']);
  expect(end.stderr).toMatch(/^wasend-slack needs Node 24 or newer, and this is Node 20\.20\.2: .*\n$/);
});
