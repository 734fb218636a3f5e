import type pg from 'pg';

/** Warnings, by their SQLSTATE. */
const isWarning = ({ code }: { readonly code?: string | undefined }): boolean =>
  code?.startsWith('01') === true;

/**
 * Commits what this connection has open. Throws where it was rolled back instead, and where a synchronous standby has
 * not taken it: it is there then, on this server alone. Postgres tells that by a warning and else calls it committed.
 */
export async function commit(client: pg.ClientBase): Promise<void> {
  const warnings: string[] = [];
  const note = (notice: { readonly code?: string | undefined; readonly message?: string | undefined }) => {
    if (isWarning(notice)) warnings.push(notice.message ?? '');
  };
  client.on('notice', note);
  try {
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}.`);
    if (warnings.length > 0) throw new Error(`Not known to be on a standby: ${warnings.join(' ')}`);
  } finally {
    client.off('notice', note);
  }
}
