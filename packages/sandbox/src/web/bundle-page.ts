import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page as a browser takes it. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

const entry = fileURLToPath(new URL('./page/main.tsx', import.meta.url));

/** Bundles the page in memory: nothing is written, and there is no step to run before. Throws where it does not compile. */
export async function bundlePage(): Promise<PageBundle> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  const named = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: named('.js'), style: named('.css') };
}
