import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the tree as it stands in the working directory, in which sources may be changed. */
export interface ScratchTree {
  readonly root: string;
  /** Puts a text in the place of a file for as long as `work` takes. */
  with<T>(file: string, text: string, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

export function createScratchTree(): ScratchTree {
  const root = mkdtempSync(join(tmpdir(), 'mutations-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '' && !name.endsWith('.png'))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(file, join(root, file));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'tmp'));
  const project = {
    extends: './tsconfig.json',
    include: ['src'],
    compilerOptions: { incremental: true, tsBuildInfoFile: './tmp/types' },
  };
  writeFileSync(join(root, 'tsconfig.mutations.json'), JSON.stringify(project));
  return {
    root,
    async with(file, text, work) {
      const path = join(root, file);
      const before = readFileSync(path, 'utf8');
      writeFileSync(path, text);
      try {
        return await work();
      } finally {
        writeFileSync(path, before);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
