import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { asJson, asList, type Json } from '../json.ts';
import type { Surface } from '../surface.ts';
import { RichText } from './rich-text.tsx';

/** A table of a message; its first row is its head. https://docs.slack.dev/reference/block-kit/blocks/table-block */
export function Table({ block, surface }: BlockProps) {
  const { rows } = block;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return <CannotDraw what={block} />;
  const [head = [], ...body] = rows as readonly (readonly unknown[])[];
  const columns = asList(block.column_settings).map(asJson);
  const cell = (candidate: unknown, index: number) => (
    <Cell candidate={candidate} column={columns[index] ?? null} surface={surface} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="block table" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((one, index) => (
              <th key={index} scope="col">
                {cell(one, index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((one, index) => (
                <td key={index}>{cell(one, index)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly candidate: unknown;
  readonly column: Json | null;
  readonly surface: Surface;
}

function Cell({ candidate, column, surface }: CellProps) {
  const cell = asJson(candidate);
  const classes = `cell ${String(column?.align ?? 'left')} ${column?.is_wrapped === true ? 'wrapped' : ''}`;
  if (cell?.type === 'raw_text' && typeof cell.text === 'string')
    return <div class={classes}>{cell.text}</div>;
  if (cell?.type === 'raw_number') return <div class={classes}>{String(cell.text ?? cell.value)}</div>;
  if (cell?.type === 'rich_text')
    return (
      <div class={classes}>
        <RichText block={cell} surface={surface} />
      </div>
    );
  return <CannotDraw what={candidate} />;
}
