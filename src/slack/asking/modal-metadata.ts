import { z } from 'zod';
import type { GroupFilter } from '../../leaving/before/group-filter.ts';
import { RequestId } from '../../leaving/ids.ts';
import { groupFilterWords } from '../../messages/modals/picker/filter-words.ts';

/** What a preview carries in `private_metadata`: which request it would become, and which revision of its draft it shows. */
const PreviewMetadata = z.object({
  v: z.literal(1),
  requestId: RequestId,
  revision: z.number().int().nonnegative(),
});
export type PreviewMetadata = z.infer<typeof PreviewMetadata>;

const PickerMetadata = PreviewMetadata.extend({
  filter: z.enum(Object.keys(groupFilterWords) as [GroupFilter, ...GroupFilter[]]),
});
export type PickerMetadata = z.infer<typeof PickerMetadata>;

/** Null when the text is not ours. */
export function readPreviewMetadata(text: string): PreviewMetadata | null {
  return readAs(PreviewMetadata, text);
}

/** Null when the text is not ours. */
export function readPickerMetadata(text: string): PickerMetadata | null {
  return readAs(PickerMetadata, text);
}

function readAs<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
