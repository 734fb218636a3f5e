import type { Warning } from '../../../leaving/before/judge-groups.ts';
import type { PreviewedGroup } from '../../../leaving/before/read-preview.ts';
import { type AskedGroup, type NumberLabel, Risk } from '../../../leaving/events.ts';
import type { SessionFacts } from '../../../leaving/ports/wasend.ts';

/** A group as the person saw it, for the record. */
export function seen({
  groupId,
  facts,
  before,
  warnings = [],
}: PreviewedGroup & { readonly warnings?: readonly Warning[] }): AskedGroup {
  const risks = warnings.flatMap((warning) => Risk.safeParse(warning).data ?? []);
  return {
    groupId,
    name: facts?.name?.slice(0, 300).toWellFormed() ?? null,
    memberCount: facts?.memberCount ?? null,
    standing: facts?.standing ?? 'not-known',
    before,
    ...(risks.length === 0 ? {} : { risks }),
  };
}

/** The number of a session as people read it. */
export function numberOf(session: SessionFacts | null): NumberLabel {
  return {
    phone: session?.phoneNumber?.slice(0, 40) ?? null,
    name: session?.name?.slice(0, 300).toWellFormed() ?? null,
  };
}
