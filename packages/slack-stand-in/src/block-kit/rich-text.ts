import {
  aBoolean,
  byType,
  type Check,
  type Fields,
  integerOf,
  listOf,
  oneOf,
  recordOf,
  stringOf,
} from './checks.ts';
import { blockId } from './composition-objects.ts';

const style = recordOf(
  {},
  {
    bold: aBoolean,
    italic: aBoolean,
    strike: aBoolean,
    code: aBoolean,
    underline: aBoolean,
    highlight: aBoolean,
    client_highlight: aBoolean,
    unlink: aBoolean,
  },
);
const anId = stringOf(1, 255);
const longest = 40_000;

const leaf = (type: string, required: Fields, optional: Fields = {}): Check =>
  recordOf({ type: oneOf(type), ...required }, { style, ...optional });

const leaves = byType({
  text: leaf('text', { text: stringOf(1, longest) }),
  emoji: leaf('emoji', { name: anId }, { unicode: anId, url: stringOf(1, 3000) }),
  link: leaf('link', { url: stringOf(1, 3000) }, { text: stringOf(0, longest), unsafe: aBoolean }),
  user: leaf('user', { user_id: anId }),
  usergroup: leaf('usergroup', { usergroup_id: anId }),
  channel: leaf('channel', { channel_id: anId }),
  color: leaf('color', { value: anId }),
  team: leaf('team', { team_id: anId }),
  broadcast: leaf('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  date: leaf(
    'date',
    { timestamp: integerOf(0, Number.MAX_SAFE_INTEGER), format: stringOf(1, 255) },
    { fallback: stringOf(0, longest), url: stringOf(1, 3000) },
  ),
});

const leafList = listOf(leaves, { max: 10_000 });
const border: Fields = { border: integerOf(0, 1) };
const section = recordOf({ type: oneOf('rich_text_section'), elements: leafList });

/** A rich text block, one level of lists deep. Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */
export const richTextBlock: Check = recordOf(
  {
    type: oneOf('rich_text'),
    elements: listOf(
      byType({
        rich_text_section: section,
        rich_text_quote: recordOf({ type: oneOf('rich_text_quote'), elements: leafList }, border),
        rich_text_preformatted: recordOf(
          { type: oneOf('rich_text_preformatted'), elements: leafList },
          border,
        ),
        rich_text_list: recordOf(
          {
            type: oneOf('rich_text_list'),
            style: oneOf('bullet', 'ordered'),
            elements: listOf(section, { min: 1, max: 10_000 }),
          },
          { ...border, indent: integerOf(0, 8), offset: integerOf(0, 10_000) },
        ),
      }),
      { max: 10_000 },
    ),
  },
  { block_id: blockId },
);
