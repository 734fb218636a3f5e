import { writeSync } from 'node:fs';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import { mei, OpenStore, workspaceId } from '../contracts/open-store.ts';

/**
 * Writes one of everything into the store named first, and says what was answered. It dies, as by the machine's hand,
 * right before or right after the nth statement that changes the store.
 */
const [path, nth, moment] = process.argv.slice(2);

let statements = 0;
const around = <Args extends unknown[], Answer>(work: (...args: Args) => Answer, args: Args): Answer => {
  statements += 1;
  const isHere = statements === Number(nth);
  if (isHere && moment === 'before') process.kill(process.pid, 'SIGKILL');
  const answer = work(...args);
  if (isHere) process.kill(process.pid, 'SIGKILL');
  return answer;
};
const { run } = StatementSync.prototype;
const { exec } = DatabaseSync.prototype;
StatementSync.prototype.run = function (this: StatementSync, ...args: unknown[]) {
  return around((...values: unknown[]) => Reflect.apply(run, this, values), args);
} as typeof run;
DatabaseSync.prototype.exec = function (text: string) {
  return text === 'COMMIT' ? around((one) => exec.call(this, one), [text]) : exec.call(this, text);
};

const say = (word: string): void => void writeSync(1, `${word}\n`);

const store = await OpenStore.open(`sqlite:${path}`);
const by = { workspaceId, by: mei, tell: [], seenRevision: null };
say('opened');
await changeRules(store.rules, by, (before) => ({ ...before, dailyCap: 9 }));
say('ruled');
await store.rules.noteConnection(workspaceId, 1, {
  type: 'settings-changed',
  by: mei,
  changes: [{ what: 'key', before: null, after: 'abcd' }],
  tell: [],
});
say('connected');
const request = await store.ask([1, 2], { settingsRevision: 1 });
say('asked');
await store.claim(request, { settingsRevision: 1, connectionRevision: 1 });
say('claimed');
await store.answer(request, { class: 'accepted' });
say('answered');
await store.close();
say('closed');
