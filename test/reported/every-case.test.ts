import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const tests = fileURLToPath(new URL('..', import.meta.url));
const idsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));

test('every reported case is read by a test', () => {
  const sources = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${tests}/${file}`, 'utf8'));
  // A literal of its own, as it is handed to whoever reads the case: a title alone reads nothing.
  const isRead = (id: string) =>
    sources.some((source) => source.includes('reportedCase') && source.includes(`'${id}'`)) ||
    sources.some((source) => source.includes(`'case:${id}'`));
  const ids = idsIn(`${tests}/fixtures/cases`);
  expect(ids.length).toBeGreaterThan(40);
  expect(ids.filter((id) => !isRead(id))).toEqual([]);
});
