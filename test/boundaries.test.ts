import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const source = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  readonly file: string;
  readonly room: string;
  /** A path below `src` for our own files, else the package's or builtin's name. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  const statement =
    /^(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...text.matchAll(statement)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    const isOwn = specifier.startsWith('.');
    const target = isOwn ? relative(source, join(source, dirname(file), specifier)) : specifier;
    return { file, room: roomOf(file), target, isOwn, isTypeOnly: match[1] !== undefined };
  });
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '(top)';
}

/** Own files and packages a room may import; `types:` allows `import type` alone. */
const allowed: Record<string, readonly RegExp[]> = {
  leaving: [
    /^leaving\//,
    /^zod$/,
    /^node:crypto$/,
    /^types:storage\/ledger\.ts$/,
    /^types:wasend\/(wasend|reads)\.ts$/,
  ],
  messages: [/^messages\//, /^leaving\//, /^slack\/ids\.ts$/, /^types:@slack\/types$/],
  wasend: [/^wasend\//, /^leaving\//, /^types:clock\.ts$/, /^zod$/, /^node:crypto$/],
  storage: [
    /^storage\//,
    /^leaving\//,
    /^errors\.ts$/,
    /^types:clock\.ts$/,
    /^types:logger\.ts$/,
    /^zod$/,
    /^keyv$/,
    /^node:/,
  ],
  workspaces: [
    /^workspaces\//,
    /^leaving\//,
    /^errors\.ts$/,
    /^zod$/,
    /^types:keyv$/,
    /^types:@slack\/web-api$/,
    /^types:@slack\/oauth$/,
    /^node:crypto$/,
  ],
  sandbox: [
    /^sandbox\//,
    /^node:/,
    /^zod$/,
    /^types:@slack\/types$/,
    /^pino$/,
    /^preact(\/hooks)?$/,
    /^esbuild$/,
    /^playwright-core$/,
  ],
};

const isAllowed = (one: Import): boolean =>
  (allowed[one.room] ?? [/./]).some(
    (rule) => rule.test(one.target) || (one.isTypeOnly && rule.test(`types:${one.target}`)),
  );

describe('the rooms of the house', () => {
  test('every import statement is seen', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(files.length).toBeGreaterThan(40);
  });

  test.each(Object.keys(allowed))('%s imports only what its room allows', (room) => {
    const strays = imports.filter((one) => one.room === room && !isAllowed(one));
    expect(strays.map((one) => `${one.file} → ${one.target}`)).toEqual([]);
  });

  test('the page of the sandbox asks for nothing that a browser does not have', () => {
    const runs = imports.filter((one) => !one.isTypeOnly);
    const reached = new Set<string>();
    const reach = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const one of runs) if (one.file === file && one.isOwn) reach(one.target);
    };
    reach('sandbox/web/page/main.tsx');
    const asked = runs.filter((one) => reached.has(one.file) && !one.isOwn).map(({ target }) => target);
    expect(reached.size).toBeGreaterThan(30);
    expect([...new Set(asked)].toSorted()).toEqual(['preact', 'preact/hooks']);
  });

  test('nobody imports the sandbox but the sandbox', () => {
    const strays = imports.filter(
      (one) => one.isOwn && one.target.startsWith('sandbox/') && one.room !== 'sandbox',
    );
    expect(strays.map((one) => one.file)).toEqual([]);
  });

  test('only main reads process.env', () => {
    const readers = files.filter((file) =>
      /process\.env/.test(readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    expect(readers.filter((file) => !/(^|\/)main\.ts$/.test(file) && !file.startsWith('cli/'))).toEqual([]);
  });

  test('nothing is a drawer', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file))).toEqual([]);
  });

  test('no file passes 250 lines, and half of them fit one screen', () => {
    const lengths = files.map((file) => readFileSync(join(source, file), 'utf8').split('\n').length - 1);
    expect(files.filter((_, index) => (lengths[index] ?? 0) > 250)).toEqual([]);
    const sorted = lengths.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(70);
  });

  test('no two files import each other in a circle', () => {
    expect(circles()).toEqual([]);
  });
});

/** Circles through imports that exist at run time; types alone are no circle. */
function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const one of imports)
    if (one.isOwn && !one.isTypeOnly) next.set(one.file, [...(next.get(one.file) ?? []), one.target]);
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}
