import { type ComponentProps, useId } from 'react';
import { FieldError, FieldHint, type FieldWords, wire } from './FieldFrame.tsx';

/** One of a few choices side by side; stacked on a phone. Takes what `register` of a form returns; `chosen` is the initial choice without a form. */
export function RadioRow({
  label,
  hint,
  error,
  id,
  choices,
  chosen,
  ...input
}: FieldWords &
  Omit<ComponentProps<'input'>, 'type' | 'value'> & {
    choices: readonly { value: string; text: string; lang?: string }[];
    chosen?: string;
  }) {
  const generatedId = useId();
  const own = id ?? generatedId;
  const { 'aria-describedby': described } = wire(own, hint, error);
  return (
    <fieldset className="field" aria-describedby={described}>
      <legend className="label">{label}</legend>
      <FieldHint id={own}>{hint}</FieldHint>
      <div className="choices">
        {choices.map(({ value, text, lang }, place) => (
          <label key={value}>
            <input
              type="radio"
              {...input}
              defaultChecked={chosen === undefined ? undefined : chosen === value}
              value={value}
              id={place === 0 ? own : undefined}
            />
            {lang === undefined ? text : <span lang={lang}>{text}</span>}
          </label>
        ))}
      </div>
      <FieldError id={own}>{error}</FieldError>
    </fieldset>
  );
}
