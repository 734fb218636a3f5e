/**
 * What `npm start` runs: says in one line what is missing where the Node that reads this is too old for the app, else
 * reads `.env` if there is one (what is set already stays) and starts it. Plain JavaScript, so that an old Node can read it.
 */
import { existsSync } from 'node:fs';
import module from 'node:module';

const neededMajor = 24;
const { node } = process.versions;

if (Number.parseInt(node, 10) >= neededMajor) {
  // Later starts take what the first one compiled; where nothing can be written they just compile again.
  module.enableCompileCache?.();
  if (existsSync('.env')) process.loadEnvFile('.env');
  await import('./load-when-used.ts');
  await import('../main.ts');
} else {
  process.stderr.write(
    `wasend-slack needs Node ${neededMajor} or newer, and this is Node ${node}: run "npm ci" without "--omit=optional", which brings it along, or install it.\n`,
  );
  process.exitCode = 1;
}
