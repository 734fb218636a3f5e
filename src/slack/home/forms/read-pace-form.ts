import { z } from 'zod';
import type { GapSeconds, WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { type FormRead, inField, readAs, typedText, wholeNumber } from './form-fields.ts';

const mostGapSeconds = 3_600;

const Values = z.object({
  [fieldIds.hold]: inField(fieldIds.hold, typedText),
  [fieldIds.gap]: inField(fieldIds.gap, typedText),
  [fieldIds.dailyCap]: inField(fieldIds.dailyCap, typedText),
});

/** Reads how fast groups are left. Throws when it is no state of our form. */
export function readPaceForm(values: unknown, before: WorkspaceSettings): FormRead {
  const read = Values.parse(values);
  const errors: Record<string, string> = {};
  const holdSeconds = wholeNumber(fieldIds.hold, read[fieldIds.hold][fieldIds.hold], [0, 3_600], errors);
  const gapSeconds = gapFrom(read[fieldIds.gap][fieldIds.gap].value ?? '');
  if (gapSeconds === null) errors[fieldIds.gap] = fieldFaults.gap;
  const cap = read[fieldIds.dailyCap][fieldIds.dailyCap];
  const hasCap = Boolean(cap.value?.trim());
  const dailyCap = hasCap ? wholeNumber(fieldIds.dailyCap, cap, [1, 1_000], errors) : null;
  return readAs(errors, () => ({
    ...before,
    holdSeconds,
    gapSeconds: gapSeconds ?? before.gapSeconds,
    dailyCap,
  }));
}

/** `20-45` with any hyphen, or one number for both ends; null for anything else. */
function gapFrom(typed: string): GapSeconds | null {
  const found = /^\s*(\d{1,4})(?:\s*[\p{Pd}−]\s*(\d{1,4}))?\s*$/u.exec(typed);
  if (found === null) return null;
  const from = Number(found[1]);
  const to = Number(found[2] ?? found[1]);
  return from <= to && to <= mostGapSeconds ? { from, to } : null;
}
