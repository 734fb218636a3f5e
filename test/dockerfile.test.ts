import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config/read-config.ts';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const lines = read('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const argumentsOf = (instruction: string): string[] =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));

/** What somebody has who sets only what must be set. */
const config = readConfig({
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0'.repeat(32),
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
});

describe('Dockerfile', () => {
  test('copies what is there and what is let in, and no file of settings or data', () => {
    const copied = argumentsOf('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    const letIn = read('.dockerignore').trim().split('\n');
    expect(letIn[0]).toBe('*');
    expect([...new Set(copied)].toSorted()).toEqual(
      letIn
        .slice(1)
        .map((line) => line.slice(1))
        .toSorted(),
    );
  });

  test('runs what npm start runs, as nobody special, on the Node that the app needs', () => {
    const { scripts } = JSON.parse(read('package.json'));
    expect(JSON.parse(argumentsOf('CMD').at(-1) ?? '').join(' ')).toBe(scripts.start);
    expect(argumentsOf('USER')).toEqual(['node']);
    const needed = /neededMajor = (\d+)/.exec(read('src/app/start.mjs'))?.[1];
    for (const image of argumentsOf('FROM')) expect(image).toMatch(new RegExp(`^node:${needed}-`));
  });

  test('keeps the store on the volume, and asks for health at the port that is served', () => {
    expect(`/app/${config.storeUrl.replace('sqlite:', '')}`).toMatch(
      new RegExp(`^${argumentsOf('VOLUME')[0]}/`),
    );
    expect(argumentsOf('EXPOSE')).toEqual([String(config.port)]);
    expect(argumentsOf('HEALTHCHECK').join()).toContain(`PORT || ${config.port}}/healthz`);
  });
});
