import type { FieldProps } from '../block-props.ts';
import { asString } from '../json.ts';
import { plainWords } from '../plain-text.tsx';

/** A line or a box to type in, or a number. An empty one is sent as nothing, as Slack does. */
export function TextField({ id, describedBy, isInvalid, element, held, fill }: FieldProps) {
  const shared = {
    id,
    'data-field': asString(element.action_id),
    value: asString(held.value),
    placeholder: plainWords(element.placeholder),
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid,
    onInput: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      fill(value === '' ? [] : value),
  };
  if (element.multiline === true) return <textarea rows={4} {...shared} />;
  if (element.type !== 'number_input') return <input type="text" autocomplete="off" {...shared} />;
  return (
    <input type="number" min={asString(element.min_value)} max={asString(element.max_value)} {...shared} />
  );
}
