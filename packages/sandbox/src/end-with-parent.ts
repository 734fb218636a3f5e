/**
 * Loaded into the app's process before the app itself: the pipe to its parent closes when the parent is gone, however
 * it went, and then the app is asked to stop as a supervisor would, and made to after a while.
 */
const patienceMs = 5_000;

process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), patienceMs).unref();
});
process.stdin.resume();
// The pipe alone must not keep the app alive.
if ('unref' in process.stdin) process.stdin.unref();
