import { findBlockFaults } from './blocks.ts';
import {
  aBoolean,
  allOf,
  type BlockKitFault,
  type Check,
  fault,
  isRecord,
  oneOf,
  recordOf,
  rule,
  stringOf,
} from './checks.ts';
import { plainText } from './composition-objects.ts';

const everyView = {
  private_metadata: stringOf(0, 3000),
  callback_id: stringOf(0, 255),
  external_id: stringOf(0, 255),
};

const modal = allOf(
  recordOf(
    {
      type: oneOf('modal'),
      title: plainText(24),
      blocks: (blocks, pointer) => findBlockFaults('modal', blocks, pointer),
    },
    {
      ...everyView,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: aBoolean,
      notify_on_close: aBoolean,
    },
  ),
  rule(({ submit, blocks }, pointer) =>
    submit === undefined &&
    Array.isArray(blocks) &&
    blocks.some((block) => isRecord(block) && block.type === 'input')
      ? fault(pointer, 'missing required field: submit (there is an input block)')
      : [],
  ),
);

const home = recordOf(
  { type: oneOf('home'), blocks: (blocks, pointer) => findBlockFaults('home', blocks, pointer) },
  everyView,
);

const checks: Record<'modal' | 'home', Check> = { modal, home };

const mostViewBytes = 250_000;

/** Whether a view is over the 250 KB that Slack takes (error `view_too_large`). */
export function isViewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > mostViewBytes;
}

/** Everything Slack would refuse in a view of that type. Source: docs.slack.dev/reference/views. */
export function findViewFaults(type: 'modal' | 'home', view: unknown): BlockKitFault[] {
  const size = isViewTooLarge(view) ? fault('', 'must be no larger than 250 KB') : [];
  return [...size, ...checks[type](view, '')];
}
