/**
 * Bolt loads Express, and Socket Mode with undici, whether they are used or not: a hundred milliseconds of processor and
 * 18 MiB at every start. Whoever imports this before Bolt gets them loaded when something of them is first asked for.
 */
import Module, { createRequire } from 'node:module';

const requireOfBolt = createRequire(import.meta.resolve('@slack/bolt'));

for (const name of ['express', '@slack/socket-mode']) loadWhenUsed(name);

/** Stands in for a package in the cache of modules. One that is not there, or is loaded already, stays as it is. */
function loadWhenUsed(name: string): void {
  const path = pathOf(name);
  if (path === null || requireOfBolt.cache[path] !== undefined) return;
  let loaded: object | null = null;
  const load = (): object => {
    if (loaded !== null) return loaded;
    delete requireOfBolt.cache[path];
    const exports: object = requireOfBolt(path);
    loaded = exports;
    return exports;
  };
  const get = (_: object, key: string | symbol): unknown => {
    // What TypeScript compiled asks this of everything it imports; so answered, it takes `default` and names from here.
    if (key === '__esModule') return true;
    return Reflect.get(load(), key) ?? (key === 'default' ? load() : undefined);
  };
  requireOfBolt.cache[path] = Object.assign(new Module(path), {
    filename: path,
    loaded: true,
    exports: new Proxy({}, { get, has: (_, key) => Reflect.has(load(), key) }),
  });
}

function pathOf(name: string): string | null {
  try {
    return requireOfBolt.resolve(name);
  } catch {
    return null;
  }
}
