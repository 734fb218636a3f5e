import { z } from 'zod';
import { type Names, readMrkdwn } from './read-mrkdwn.ts';

const Text = z.object({ type: z.enum(['mrkdwn', 'plain_text']), text: z.string() });
const Element = z.looseObject({ type: z.string(), text: z.unknown().optional() });
const Block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  text: Text.optional(),
  fields: z.array(Text).optional(),
  label: Text.optional(),
  hint: Text.optional(),
  optional: z.boolean().optional(),
  accessory: Element.optional(),
  element: Element.optional(),
  elements: z.array(z.looseObject({ type: z.string() })).optional(),
});
type Block = z.infer<typeof Block>;

/**
 * Draws the blocks of a message or view as lines of text. What it cannot draw it names loudly instead of leaving it
 * out. `typed` is what the person has filled in so far, by block id.
 */
export function drawBlocks(
  blocks: readonly unknown[],
  names: Names,
  typed: ReadonlyMap<string, string> = new Map(),
): string[] {
  return blocks.flatMap((candidate) => {
    const parsed = Block.safeParse(candidate);
    return parsed.success
      ? drawBlock(parsed.data, names, typed)
      : [`[cannot be drawn: ${JSON.stringify(candidate)}]`];
  });
}

function drawBlock(block: Block, names: Names, typed: ReadonlyMap<string, string>): string[] {
  switch (block.type) {
    case 'divider':
      return ['─'.repeat(24)];
    case 'header':
      return [drawText(block.text, names).toUpperCase()];
    case 'section':
      return [
        ...lines(drawText(block.text, names)),
        ...(block.fields ?? []).flatMap((field) => lines(drawText(field, names))),
        ...(block.accessory === undefined ? [] : [drawElement(block.accessory, names)]),
      ];
    case 'context':
      return (block.elements ?? []).flatMap((element) =>
        lines(drawElement(element, names)).map((line) => `  ${line}`),
      );
    case 'actions':
      return [(block.elements ?? []).map((element) => drawElement(element, names)).join('  ')];
    case 'input':
      return drawInput(block, names, typed);
    case 'alert':
      return lines(drawText(block.text, names)).map((line) => `⚠ ${line}`);
    case 'table':
      return drawTable(block.rows);
    case 'rich_text':
      return (block.elements ?? []).flatMap(drawRichText);
    default:
      return [`[cannot be drawn: ${JSON.stringify(block)}]`];
  }
}

const Rows = z.array(z.array(z.looseObject({ type: z.string(), text: z.coerce.string().optional() })));

function drawTable(rows: unknown): string[] {
  const read = Rows.safeParse(rows);
  if (!read.success) return [`[cannot be drawn: ${JSON.stringify(rows)}]`];
  return read.data.map((row) =>
    row
      .map((cell) => (cell.type === 'rich_text' ? drawRichTexts(cell.elements) : (cell.text ?? '')))
      .join(' | '),
  );
}

function drawRichTexts(elements: unknown): string {
  return Array.isArray(elements) ? elements.flatMap(drawRichText).join(' ') : JSON.stringify(elements);
}

const RichTextPart = z.object({
  type: z.enum(['rich_text_section', 'rich_text_preformatted']),
  elements: z.array(z.looseObject({ type: z.literal('text'), text: z.string() })),
});
const RichTextList = z.looseObject({ type: z.literal('rich_text_list'), elements: z.array(z.unknown()) });

function drawRichText(element: unknown): string[] {
  const list = RichTextList.safeParse(element);
  if (list.success)
    return list.data.elements.flatMap((item) => drawRichText(item).map((line) => `• ${line}`));
  const part = RichTextPart.safeParse(element);
  if (!part.success) return [`[cannot be drawn: ${JSON.stringify(element)}]`];
  return lines(part.data.elements.map(({ text }) => text).join(''));
}

function drawInput(block: Block, names: Names, typed: ReadonlyMap<string, string>): string[] {
  const label = `${drawText(block.label, names)}${block.optional === true ? ' (optional)' : ''}`;
  const filled = typed.get(block.block_id ?? '') ?? '';
  const box = filled === '' ? '[                              ]' : `[ ${filled} ]`;
  return [label, ...lines(box), ...(block.hint === undefined ? [] : [`  ${drawText(block.hint, names)}`])];
}

function drawElement(element: z.infer<typeof Element>, names: Names): string {
  if (element.type === 'mrkdwn' || element.type === 'plain_text') return drawText(Text.parse(element), names);
  if (element.type === 'overflow') return '( ⋯ )';
  const label = Text.safeParse(element.text);
  if (element.type === 'button' && label.success) return `( ${drawText(label.data, names)} )`;
  return `[cannot be drawn: ${JSON.stringify(element)}]`;
}

function drawText(text: z.infer<typeof Text> | undefined, names: Names): string {
  if (text === undefined) return '';
  return text.type === 'mrkdwn' ? readMrkdwn(text.text, names) : text.text;
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
