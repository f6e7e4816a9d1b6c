import { useTranslations } from '#web/client/language.ts';
import { translateReviewForms } from './texts.ts';

/** A collapsed multiple choice. With nothing ticked it means `none`: all of them. */
export function ChoiceList({
  id,
  label,
  none,
  choices,
  chosen,
  onChange,
}: {
  id: string;
  label: string;
  none: string;
  choices: readonly { value: string; text: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations(translateReviewForms);
  const toggle = (value: string, on: boolean) =>
    onChange(choices.map((one) => one.value).filter((one) => (one === value ? on : chosen.includes(one))));
  return (
    <details className="choice-list">
      <summary id={id}>
        <b>{label}</b> <span className="muted">{chosen.length === 0 ? none : t('choice.some', { n: chosen.length })}</span>
      </summary>
      <fieldset>
        <legend className="out-of-sight">{label}</legend>
        <div className="choice-columns">
          {choices.map(({ value, text }) => (
            <label key={value}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => toggle(value, event.target.checked)} />
              {text}
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}
