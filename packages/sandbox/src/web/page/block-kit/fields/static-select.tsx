import type { FieldProps } from '../block-props.ts';
import { asJson, asString } from '../json.ts';
import { plainWords } from '../plain-text.tsx';
import { optionsIn } from './options-in.ts';

/** One of the options the app sent along. */
export function StaticSelect({ id, describedBy, isInvalid, element, held, fill }: FieldProps) {
  const options = optionsIn(element);
  const chosen = asString(asJson(held.selected_option)?.value);
  return (
    <select
      id={id}
      data-field={asString(element.action_id)}
      value={chosen}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      onChange={({ currentTarget: { value } }) => fill(value === '' ? [] : value)}
    >
      {chosen === '' && <option value="">{plainWords(element.placeholder) || 'Select an option'}</option>}
      {options.map(({ value, text, description }) => (
        <option key={value} value={value}>
          {[plainWords(text), plainWords(description)].filter((words) => words !== '').join(': ')}
        </option>
      ))}
    </select>
  );
}
