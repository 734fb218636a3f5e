import type { ComponentType } from 'preact';
import type { BlockProps } from './block-props.ts';
import { Actions } from './blocks/actions.tsx';
import { Alert } from './blocks/alert.tsx';
import { Context } from './blocks/context.tsx';
import { Header } from './blocks/header.tsx';
import { InputBlock } from './blocks/input-block.tsx';
import { RichText } from './blocks/rich-text.tsx';
import { Section } from './blocks/section.tsx';
import { Table } from './blocks/table.tsx';
import { CannotDraw } from './cannot-draw.tsx';
import { asJson, asString } from './json.ts';
import type { Surface } from './surface.ts';

const drawings: Readonly<Record<string, ComponentType<BlockProps>>> = {
  section: Section,
  context: Context,
  header: Header,
  divider: () => <hr class="block divider" />,
  actions: Actions,
  input: InputBlock,
  rich_text: RichText,
  alert: Alert,
  table: Table,
};

/** Draws blocks as Slack does: those this app can send. Whatever else stands there is shown as it was sent. */
export function Blocks({
  blocks,
  surface,
}: {
  readonly blocks: readonly unknown[];
  readonly surface: Surface;
}) {
  return (
    <div class="blocks">
      {blocks.map((candidate, index) => {
        const block = asJson(candidate);
        const type = asString(block?.type);
        const Drawing = Object.hasOwn(drawings, type) ? drawings[type] : undefined;
        // Slack names blocks anew at every edit where the app did not: only a field's name says that it is the same one.
        const key = type === 'input' ? asString(block?.block_id) || index : index;
        return block === null || Drawing === undefined ? (
          <CannotDraw key={key} what={candidate} />
        ) : (
          <Drawing key={key} block={block} surface={surface} />
        );
      })}
    </div>
  );
}
