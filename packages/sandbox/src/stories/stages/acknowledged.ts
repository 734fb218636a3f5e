import type { Delivery } from '@wasend-slack/slack-stand-in/post-over-http.ts';
import { StepFailed } from '../../step-failed.ts';

/** The same deliveries. Throws StepFailed where the app has not acknowledged one of them in Slack's time. */
export function acknowledged(deliveries: readonly Delivery[]): readonly Delivery[] {
  for (const delivery of deliveries) if (delivery.status !== 200) throw new StepFailed(whatCame(delivery));
  return deliveries;
}

function whatCame({ status, timedOut, connectionFailure }: Delivery): string {
  if (timedOut) return 'the app did not answer in time';
  if (connectionFailure !== null) return `the app could not be reached (${connectionFailure})`;
  return `the app answered ${status}`;
}
