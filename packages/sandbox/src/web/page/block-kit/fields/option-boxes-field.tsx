import { AnyText } from '../any-text.tsx';
import type { FieldProps } from '../block-props.ts';
import { asJson, asList, asString } from '../json.ts';
import { optionsIn } from './options-in.ts';

/** Checkboxes, or radio buttons of which one is chosen. */
export function OptionBoxesField({ id, describedBy, isInvalid, element, held, surface, fill }: FieldProps) {
  const isMany = element.type === 'checkboxes';
  const options = optionsIn(element);
  const chosen = [held.selected_option, ...asList(held.selected_options)].map((one) =>
    asString(asJson(one)?.value),
  );
  const turn = (value: string, isOn: boolean): void => {
    if (!isMany) {
      fill(value);
      return;
    }
    const others = chosen.filter((one) => one !== value && one !== '');
    const wanted = isOn ? [...others, value] : others;
    fill(options.flatMap((option) => (wanted.includes(option.value) ? [option.value] : [])));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame and legend
    <div
      class="option-boxes"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      data-field={asString(element.action_id)}
    >
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(option.value)}
            aria-invalid={isInvalid}
            onChange={({ currentTarget: { checked } }) => turn(option.value, checked)}
          />
          <span>
            <AnyText text={option.text} names={surface.names} />
            {option.description !== undefined && (
              <span class="description">
                <AnyText text={option.description} names={surface.names} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
