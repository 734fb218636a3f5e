import type { SlackStandIn } from '@wasend-slack/slack-stand-in/slack-stand-in.ts';
import { channelOf, personId } from './names.ts';
import type { Minted, Wish } from './protocol.ts';

type Parcel = Parameters<Extract<Parameters<SlackStandIn['deliverTo']>[0], (parcel: never) => string>>[0];

/** What carries a payload out of the stand-in, instead of over HTTP: somebody else sends it. */
class Caught extends Error {
  readonly parcel: Parcel;

  constructor(parcel: Parcel) {
    super('A payload to be sent by the load generator');
    this.parcel = parcel;
  }
}

/** From now on what people do is not delivered but comes back as a payload. */
export function catchDeliveries(slack: SlackStandIn): void {
  slack.deliverTo((parcel) => {
    throw new Caught(parcel);
  });
}

/** Lets a person act, and answers the payload that Slack would send for it. Throws where Slack would not let them. */
export async function mint(slack: SlackStandIn, wish: Exclude<Wish, { kind: 'forget' }>): Promise<Minted> {
  try {
    await act(slack, wish);
  } catch (caught) {
    if (caught instanceof Caught) return encode(caught.parcel);
    throw caught;
  }
  throw new Error('The stand-in delivered nothing');
}

function act(slack: SlackStandIn, wish: Exclude<Wish, { kind: 'forget' }>): Promise<unknown> {
  const user = personId(wish.person);
  switch (wish.kind) {
    case 'command':
      return slack.typeCommand({ user, channel: channelOf(wish.person), text: wish.text });
    case 'submission':
      return slack.submitView({ user, viewId: wish.viewId });
    case 'suggestion': {
      const { blockId, actionId } = menuOf(slack, wish.viewId);
      return slack.suggest({ user, viewId: wish.viewId, blockId, actionId, typed: wish.typed });
    }
  }
}

/** The first menu of the view whose options the app gives. */
function menuOf(slack: SlackStandIn, viewId: string): { blockId: string; actionId: string } {
  const blocks = slack.world.views.find(viewId)?.content.blocks;
  for (const block of Array.isArray(blocks) ? blocks : []) {
    if (/external_select$/.test(String(block.element?.type)))
      return { blockId: block.block_id, actionId: block.element.action_id };
  }
  throw new Error(`View ${viewId} has no menu`);
}

function encode({ type, payload }: Parcel): Minted {
  const fields = type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  const body = new URLSearchParams(fields as Record<string, string>).toString();
  const triggerId = typeof payload.trigger_id === 'string' ? payload.trigger_id : null;
  return { contentType: 'application/x-www-form-urlencoded', body, triggerId };
}
