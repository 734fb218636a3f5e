import { z } from 'zod';
import { RequestId } from '../../leaving/ids.ts';

/**
 * What a modal carries in `private_metadata`, and nothing else: which request it would become, and which revision of
 * its draft the person is looking at, so that only what was shown can be confirmed.
 */
const ModalMetadata = z.object({
  v: z.literal(1),
  requestId: RequestId,
  revision: z.number().int().nonnegative(),
});
export type ModalMetadata = z.infer<typeof ModalMetadata>;

/** Null when the text is not ours. */
export function readModalMetadata(text: string): ModalMetadata | null {
  try {
    return ModalMetadata.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
