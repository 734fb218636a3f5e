/** Bolt that writes each delivery down, on disk, before it answers: the least that "never lost" costs. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { startBolt } from './bolt.ts';
import { given } from './environment.ts';

const file = await open(join(given.directory, 'deliveries.jsonl'), 'a');

async function keep(body: unknown): Promise<void> {
  await file.appendFile(`${JSON.stringify(body)}\n`);
  await file.datasync();
}

await startBolt((app) => {
  app.command('/wasend-leave', async ({ ack, body }) => {
    await keep(body);
    await ack();
  });
  app.view(/./, async ({ ack, body }) => {
    await keep(body);
    await ack();
  });
});
