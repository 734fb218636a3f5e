import { z } from 'zod';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';

/** What is wrong, by the id of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What an admin sent, read against the settings the form was opened with: the whole settings as they would be, or what is wrong. */
export type FormRead =
  | { readonly kind: 'settings'; readonly after: WorkspaceSettings }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors };

/** A field as `view.state.values` holds it. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const inField = <Id extends string, Value extends z.ZodType>(id: Id, value: Value) =>
  z.object({ [id]: value } as Record<Id, Value>);

export const typedText = z.object({ value: z.string().nullish() });
export const chosenOption = z.object({ selected_option: z.object({ value: z.string() }) });

/** The settings when no field is wrong. */
export function readAs(errors: FieldErrors, after: () => WorkspaceSettings): FormRead {
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'settings', after: after() };
}

/** A whole number within these bounds; `least`, and the fault noted at its field, for anything else. */
export function wholeNumber(
  id: string,
  typed: z.infer<typeof typedText>,
  [least, most]: readonly [number, number],
  errors: Record<string, string>,
): number {
  const text = typed.value?.trim() ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  errors[id] = fieldFaults.number(least, most);
  return least;
}
