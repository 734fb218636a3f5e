import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Paths of the project as documents write them: in code, from the root or from `src`. */
function pathsIn(text: string): string[] {
  const paths = [
    ...text.matchAll(
      /`((?:src|test|packages|docs|leaving|slack|messages|wasend|storage|workspaces|app)\/[\w./-]+)`/g,
    ),
  ];
  return [...new Set(paths.map((match) => match[1] ?? ''))];
}

describe('what documents point at is there', () => {
  test.each(documents)('%s', (name) => {
    const text = readFileSync(new URL(name, root), 'utf8');
    const isThere = (path: string): boolean =>
      existsSync(new URL(path, root)) || existsSync(new URL(`src/${path}`, root));
    const examples = ['leaving/typed/queue.ts', 'messages/replies/queue.ts'];
    expect(pathsIn(text).filter((path) => !isThere(path) && !examples.includes(path))).toEqual([]);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map((match) => match[1] ?? '');
    const folder = new URL(name, root);
    expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });
});
