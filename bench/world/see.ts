import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import type { WasendStandIn } from '@wasend-slack/wasend-stand-in/wasend-stand-in.ts';
import { groupIn } from './names.ts';
import type { Seen } from './protocol.ts';

type SlackCall = SlackStandIn['journal'][number];
type WasendCall = WasendStandIn['journal'][number];

/** Tells what calls have come since it was last asked. */
export function createWatch(slack: SlackStandIn, wasend: WasendStandIn) {
  let slackSeen = 0;
  let wasendSeen = 0;
  return {
    news(): Seen[] {
      const news: Seen[] = [];
      // A call that is not answered yet is told next time: its answer names the view.
      while (slackSeen < slack.journal.length) {
        const call = slack.journal[slackSeen];
        if (call === undefined || call.status === 0) break;
        slackSeen += 1;
        news.push(seenAtSlack(call));
      }
      for (; wasendSeen < wasend.journal.length; wasendSeen += 1) {
        const call = wasend.journal[wasendSeen];
        if (call !== undefined) news.push(seenAtWasend(call));
      }
      return news;
    },
    /** Both journals are only meant to be read: nobody but the bench runs them for minutes. */
    forget(): void {
      (slack.journal as unknown as unknown[]).splice(0, slackSeen);
      slackSeen = 0;
      const calls = wasend.journal as WasendCall[];
      if (calls.some(({ endedAt }) => endedAt === null)) return;
      calls.splice(0, wasendSeen);
      wasendSeen = 0;
    },
  };
}

function seenAtSlack({ method, at, args, answer, status }: SlackCall): Seen {
  const { ok, view } = (answer ?? {}) as { ok?: boolean; view?: { id?: string } };
  const sent = args.view as { submit?: unknown } | undefined;
  const isMessage = method.startsWith('chat.') || method === 'response_url';
  const text = isMessage ? JSON.stringify(args) : '';
  return {
    side: 'slack',
    name: method,
    at,
    isRefused: ok === false || status >= 400,
    triggerId: typeof args.trigger_id === 'string' ? args.trigger_id : null,
    viewId: view?.id ?? (typeof args.view_id === 'string' ? args.view_id : null),
    canBeSent: sent?.submit !== undefined,
    group: isMessage ? groupIn(text) : null,
    saysLeft: /\bLeft\b/.test(text),
    saysConfirmed: /\bLeft\b.*\bconfirmed\b/.test(text),
  };
}

function seenAtWasend({ route, at, groupId, status }: WasendCall): Seen {
  return {
    side: 'wasend',
    name: route ?? 'nothing',
    at,
    isRefused: status !== null && status >= 400,
    triggerId: null,
    viewId: null,
    canBeSent: false,
    group: groupId === null ? null : groupIn(groupId),
    saysLeft: false,
    saysConfirmed: false,
  };
}
