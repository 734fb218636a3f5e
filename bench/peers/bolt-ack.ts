/** Bolt that only answers: what any Bolt app pays before it does anything. */
import { startBolt } from './bolt.ts';

await startBolt((app) => {
  app.command('/wasend-leave', ({ ack }) => ack());
  app.view(/./, ({ ack }) => ack());
});
