import { findBlockFaults } from './blocks.ts';
import {
  aBoolean,
  allOf,
  anything,
  type BlockKitFault,
  type Check,
  type Fields,
  fault,
  listOf,
  oneOf,
  recordOf,
  rule,
  stringOf,
} from './checks.ts';

const aString = stringOf(1, 3000);

/** What goes along with a message in chat.postMessage, chat.update and response_url bodies. */
const envelope: Fields = {
  channel: aString,
  user: aString,
  ts: aString,
  thread_ts: aString,
  reply_broadcast: aBoolean,
  mrkdwn: aBoolean,
  unfurl_links: aBoolean,
  unfurl_media: aBoolean,
  link_names: aBoolean,
  parse: oneOf('none', 'full'),
  username: aString,
  icon_emoji: aString,
  icon_url: aString,
  response_type: oneOf('in_channel', 'ephemeral'),
  replace_original: aBoolean,
  delete_original: aBoolean,
  metadata: recordOf({ event_type: aString, event_payload: anything }),
};

/** Attachments are Slack's older way; the blocks in them are held to the same rules as others. */
export const attachmentList: Check = listOf(
  rule(({ blocks }, pointer) =>
    blocks === undefined ? [] : findBlockFaults('message', blocks, `${pointer}/blocks`),
  ),
  { max: 100 },
);

const message = allOf(
  recordOf(
    {},
    {
      ...envelope,
      text: stringOf(0, 4000),
      blocks: (blocks, pointer) => findBlockFaults('message', blocks, pointer),
      attachments: attachmentList,
    },
  ),
  rule(({ text, blocks, attachments, delete_original: deletes }, pointer) =>
    !text && !blocks && !attachments && deletes !== true
      ? fault(pointer, 'missing required field: text')
      : [],
  ),
);

/**
 * Everything Slack would refuse in a message. Text is held to the 4,000 characters of chat.update, because a message
 * that is edited later must pass there; chat.postMessage alone would take 40,000.
 */
export function findMessageFaults(payload: unknown): BlockKitFault[] {
  return message(payload, '');
}
