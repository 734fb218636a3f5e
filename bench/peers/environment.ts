const { env } = process;

/** What every peer is told; the variables are those of the app's `.env.example`. */
export const given = {
  signingSecret: env.SLACK_SIGNING_SECRET ?? '',
  botToken: env.SLACK_BOT_TOKEN ?? '',
  slackApiUrl: env.SLACK_API_URL ?? '',
  wasendUrl: env.WASEND_BASE_URL ?? '',
  apiKey: env.WASEND_API_KEY ?? '',
  sessionId: env.WASEND_SESSION_ID ?? '',
  /** A directory of the peer's own, thrown away afterwards. */
  directory: env.BENCH_DIRECTORY ?? '.',
};

/** Says, as the app does, that deliveries are taken from now on. */
export function sayReady(port: number): void {
  process.stdout.write(`${JSON.stringify({ msg: 'ready', port })}\n`);
}

/** A supervisor's way to end a process. */
export function endOnSignal(): void {
  process.once('SIGTERM', () => process.exit(0));
}
