import { startBench } from '../../src/bench.ts';

const { app } = await startBench();
process.stdout.write(`${app.pid}\n`);
setInterval(() => {}, 60_000);
