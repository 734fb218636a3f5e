import { writeSync } from 'node:fs';
import NothingLeftEnvironment from '../suite/nothing-left.ts';

/** Ends everything at the first test that fails: a mutant dies once. */
export default class FailFastEnvironment extends NothingLeftEnvironment {
  handleTestEvent({ name }: { readonly name: string }): void {
    if (name !== 'test_fn_failure' && name !== 'hook_failure') return;
    writeSync(2, 'A test failed.\n');
    process.kill(process.pid, 'SIGKILL');
  }
}
