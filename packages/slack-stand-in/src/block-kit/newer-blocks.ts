import {
  aBoolean,
  allOf,
  byType,
  type Check,
  fault,
  integerOf,
  isRecord,
  listOf,
  oneOf,
  recordOf,
  rule,
  stringLike,
  stringOf,
  typed,
} from './checks.ts';
import { blockId, httpUrl, plainText, textObject } from './composition-objects.ts';
import { imageWith } from './images.ts';
import { inputElements } from './input-elements.ts';
import { contextActionElements, urlSource } from './newer-elements.ts';
import { richTextBlock } from './rich-text.ts';

const withId = { block_id: blockId };
const image = imageWith({});
const mrkdwn = (max: number): Check => typed('mrkdwn', { text: stringOf(1, max) }, { verbatim: aBoolean });
const { button } = inputElements as { readonly button: Check };

const aNumber: Check = (value, pointer) =>
  typeof value === 'number' ? [] : fault(pointer, 'must provide a number');
const cell = byType({
  raw_text: typed('raw_text', { text: stringOf(0, 3000) }),
  raw_number: typed('raw_number', { value: aNumber, text: stringOf(1, 3000) }),
  rich_text: richTextBlock,
});
const rowsOf = (mostRows: number, fewest: number) =>
  listOf(listOf(cell, { min: 1, max: 20 }), { min: fewest, max: mostRows });

const card = allOf(
  typed(
    'card',
    {},
    {
      ...withId,
      hero_image: image,
      icon: image,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: listOf(button, { min: 1, max: 25 }),
    },
  ),
  rule(({ hero_image: hero, title, body, actions }, pointer) =>
    [hero, title, body, actions].every((part) => part === undefined)
      ? fault(pointer, 'missing required field: one of hero_image, title, body and actions')
      : [],
  ),
);

const taskCard = typed(
  'task_card',
  {
    task_id: stringOf(1, 255),
    title: stringOf(1, 3000),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  { ...withId, details: richTextBlock, output: richTextBlock, sources: listOf(urlSource, { max: 100 }) },
);

/** Blocks younger than most samples that stand only in messages. Source: @slack/types 3.2, docs.slack.dev/reference/block-kit/blocks. */
export const newerMessageBlocks: Readonly<Record<string, Check>> = {
  table: typed(
    'table',
    { rows: rowsOf(100, 1) },
    {
      ...withId,
      column_settings: listOf(
        recordOf({}, { align: oneOf('left', 'center', 'right'), is_wrapped: aBoolean }),
        { max: 20 },
      ),
    },
  ),
  data_table: typed(
    'data_table',
    { rows: rowsOf(101, 2), caption: stringOf(1, 3000) },
    { ...withId, page_size: integerOf(1, 100), row_header_column_index: integerOf(0, 19) },
  ),
  card,
  carousel: typed('carousel', { elements: listOf(card, { min: 1, max: 10 }) }, withId),
  task_card: taskCard,
  plan: typed('plan', { title: stringOf(1, 3000) }, { ...withId, tasks: listOf(taskCard, { max: 100 }) }),
  context_actions: typed(
    'context_actions',
    { elements: listOf(byType(contextActionElements), { min: 1, max: 5 }) },
    withId,
  ),
  file: typed('file', { source: oneOf('remote'), external_id: stringOf(1, 255) }, withId),
};

/** Only in modals (slackapi/node-slack-sdk#2567); 200 characters by the Java model. */
export const alert = typed(
  'alert',
  { text: textObject(200) },
  { ...withId, level: oneOf('default', 'info', 'warning', 'error', 'success') },
);

export const video = typed(
  'video',
  {
    video_url: stringLike(/^https:\/\/\S{1,2991}$/u, 'an https url of at most 3000 characters'),
    thumbnail_url: httpUrl,
    alt_text: stringOf(1, 2000),
    title: plainText(199),
  },
  {
    ...withId,
    title_url: httpUrl,
    author_name: stringOf(1, 49),
    provider_name: stringOf(1, 255),
    provider_icon_url: httpUrl,
    description: plainText(200),
  },
);

/** A frame around other blocks, which may be any of `children`. */
export const containerOf = (children: Check): Check =>
  allOf(
    typed(
      'container',
      { child_blocks: listOf(children, { min: 1, max: 10 }) },
      {
        ...withId,
        title: plainText(150),
        rich_text_title: richTextBlock,
        subtitle: textObject(150),
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: aBoolean,
        default_collapsed: aBoolean,
        has_header_divider: aBoolean,
      },
    ),
    rule((block, pointer) => [
      ...(block.title === undefined && block.rich_text_title === undefined
        ? fault(pointer, 'missing required field: title or rich_text_title')
        : []),
      ...(block.default_collapsed === true && block.is_collapsible !== true
        ? fault(`${pointer}/default_collapsed`, 'needs is_collapsible')
        : []),
    ]),
  );

/** What goes for a message's blocks together: one table at most, and no plan beside a task card. */
export const togetherInAMessage: Check = (blocks, pointer) => {
  const types = Array.isArray(blocks) ? blocks.filter(isRecord).map(({ type }) => type) : [];
  return [
    ...(types.filter((type) => type === 'table').length > 1
      ? fault(pointer, 'only one table is allowed')
      : []),
    ...(types.includes('plan') && types.includes('task_card')
      ? fault(pointer, 'a plan and a task_card exclude one another')
      : []),
  ];
};
