import { allOf, type Check, type Fields, fault, recordOf, rule, stringOf, typed } from './checks.ts';
import { httpUrl } from './composition-objects.ts';

const exactlyOneOf = (one: string, other: string): Check =>
  rule((record, pointer) =>
    (record[one] === undefined) === (record[other] === undefined)
      ? fault(pointer, `missing required field: exactly one of ${one} and ${other}`)
      : [],
  );

const slackFile = allOf(recordOf({}, { id: stringOf(1, 255), url: httpUrl }), exactlyOneOf('id', 'url'));

/** An image by its address or by a file of Slack's, with further fields where it is a block. Source: docs.slack.dev/reference/block-kit/block-elements/image-element. */
export const imageWith = (more: Fields): Check =>
  allOf(
    typed('image', { alt_text: stringOf(1, 2000) }, { image_url: httpUrl, slack_file: slackFile, ...more }),
    exactlyOneOf('image_url', 'slack_file'),
  );
