import { z } from 'zod';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { type MalformedGroup, parseGroupReference } from '../../../leaving/typed/group-id.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';
import { patternsShown } from '../../../messages/home/forms/safety-form.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { chosenOption, type FormRead, inField, readAs, typedText, wholeNumber } from './form-fields.ts';

const mostPatterns = 100;
const mostCharacters = 100;

const Values = z.object({
  [fieldIds.protectedGroups]: inField(fieldIds.protectedGroups, typedText),
  [fieldIds.approvers]: inField(fieldIds.approvers, chosenOption),
  [fieldIds.approvalOver]: inField(fieldIds.approvalOver, typedText),
  [fieldIds.approvalMinutes]: inField(fieldIds.approvalMinutes, typedText),
});

const Needed = z.coerce.number().int().min(0).max(5);

/** Reads what is never left, and what others must approve. Throws when it is no state of our form. */
export function readSafetyForm(values: unknown, before: WorkspaceSettings): FormRead {
  const read = Values.parse(values);
  const errors: Record<string, string> = {};
  const typed = linesOf(read[fieldIds.protectedGroups][fieldIds.protectedGroups].value);
  // The box has no room for all that may be protected: what it did not show was not taken out.
  const unseen = before.protectedGroups.slice(patternsShown(before.protectedGroups).length);
  const protectedGroups = [...new Set([...typed, ...unseen])];
  if (protectedGroups.length > mostPatterns || typed.some((pattern) => pattern.length > mostCharacters))
    errors[fieldIds.protectedGroups] = fieldFaults.patterns;
  else if (typed.some(isInviteLink)) errors[fieldIds.protectedGroups] = fieldFaults.invite;
  else if (typed.some(isNearlyId)) errors[fieldIds.protectedGroups] = fieldFaults.nearlyId;
  const { approvalOver, approvalMinutes } = fieldIds;
  const approval = {
    needed: Needed.parse(read[fieldIds.approvers][fieldIds.approvers].selected_option.value),
    overGroups: wholeNumber(approvalOver, read[approvalOver][approvalOver], [0, 50], errors),
    minutes: wholeNumber(approvalMinutes, read[approvalMinutes][approvalMinutes], [1, 1_440], errors),
  };
  return readAs(errors, () => ({ ...before, protectedGroups, approval }));
}

const nearlyAnId: ReadonlySet<string> = new Set<MalformedGroup>([
  'rounded',
  'digits-missing',
  'no-plain-hyphen',
  'no-group-number',
  'more-than-an-id',
  'spaces-inside',
]);

/** It would be taken for a name that no group has; a name that looks so stands between quotes. A phone number is a name. */
function isNearlyId(pattern: string): boolean {
  if (/^".+"$/.test(pattern)) return false;
  const reference = parseGroupReference(pattern);
  if (reference.kind === 'not-a-group') return true;
  return reference.kind === 'malformed' && nearlyAnId.has(reference.why);
}

/** A whole link, or a part of one; a bare word of a code’s length may be a name. */
function isInviteLink(pattern: string): boolean {
  const reference = parseGroupReference(pattern);
  if (reference.kind === 'invite') return /[./:]/.test(pattern);
  return reference.kind === 'malformed' && reference.why === 'incomplete-invite';
}

function linesOf(value: string | null | undefined): string[] {
  const lines = (value ?? '').split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
