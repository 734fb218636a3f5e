import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';
import { transformSync } from 'esbuild';

/**
 * Lets Jest run TypeScript as Node does: the types are blanked out, and no line or column moves. The page of the sandbox
 * has markup in it, which Node does not read: there esbuild does what it does for the browser.
 */
export default {
  process(sourceText: string, path: string): { code: string } {
    if (!path.endsWith('.tsx')) return { code: stripTypeScriptTypes(sourceText) };
    const page = { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact', sourcemap: 'inline' } as const;
    return { code: transformSync(sourceText, { ...page, sourcefile: path, target: 'node24' }).code };
  },
  getCacheKey(sourceText: string, path: string): string {
    return createHash('sha256').update(process.version).update(path).update(sourceText).digest('hex');
  },
};
