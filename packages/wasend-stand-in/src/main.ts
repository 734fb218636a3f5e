import { readOptions, usage } from './control/command-line.ts';
import { startWasendStandIn } from './wasend-stand-in.ts';
import { defaultWorld } from './world/default-world.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the stand-in by itself until it is told to stop, and answers the exit code. */
async function run(): Promise<number> {
  const asked = readOptions(process.argv.slice(2));
  if (asked.kind === 'help') {
    print(usage);
    return 0;
  }
  if (asked.kind === 'wrong') {
    print(`${asked.why}\n\n${usage}`);
    return 1;
  }
  const { shape, port, key, groups, members, limit, failsOnProblems } = asked.options;
  const [known] = defaultWorld.keys;
  const world = { keys: [{ ...known, key }] };
  const wasend = await startWasendStandIn({ shape, port, world, limit, isStrict: false, hasControl: true });
  const session = wasend.world.sessions(key)[0];
  if (session === undefined) throw new Error('The world has no session.');
  if (groups > 0) wasend.world.addManyGroups(session.id, groups, { otherMembers: members });
  print(`A pretend Wasend is at ${wasend.url}, and answers in the shape “${shape}”.`);
  print('');
  print(`WASEND_BASE_URL=${wasend.url}`);
  print(`WASEND_API_KEY=${key}`);
  print(`WASEND_SESSION_ID=${session.id}`);
  print('');
  print(`curl -H 'Authorization: Bearer ${key}' ${wasend.url}/${session.id}/groups?limit=3`);
  print(`curl ${wasend.url}/_stand-in/                    what can be ordered`);
  print(`curl -d '{"kind":"late-504","route":"leave"}' ${wasend.url}/_stand-in/faults`);
  print('Stop with Ctrl-C.');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  for (const { path, message } of wasend.problems) print(`problem: ${path}: ${message}`);
  await wasend.close();
  return failsOnProblems && wasend.problems.length > 0 ? 1 : 0;
}

process.exitCode = await run().catch((error: unknown) => {
  print(error instanceof Error ? error.message : String(error));
  return 1;
});
