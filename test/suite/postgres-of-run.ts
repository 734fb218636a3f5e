import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all tests: where a Postgres would tell its address. The first test file that needs one starts it. */
export default function prepare(): void {
  process.env.TEST_POSTGRES_DIRECTORY = mkdtempSync(join(tmpdir(), 'wasend-postgres-'));
  process.env.TEST_POSTGRES_RUN = String(process.pid);
}

/** After all tests: what nobody started leaves nothing; what was started ends with this process. */
export function removeUnused(): void {
  const directory = process.env.TEST_POSTGRES_DIRECTORY;
  if (directory !== undefined && !existsSync(join(directory, 'started')))
    rmSync(directory, { recursive: true, force: true });
}
