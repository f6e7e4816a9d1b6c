import { useLocale, useTranslations } from '#web/client/language.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { AnswerView, QuestionView } from '../../return.schema.ts';
import { choicesIn } from '../return-words.ts';
import { translateReturns } from '../texts.ts';

type Value = AnswerView['value'];

/** The answer field, by the type of its question. Lists report their choice at once, other fields as they are typed. */
export function AnswerField({
  question,
  value,
  label,
  error,
  onChange,
  notKnown,
}: {
  question: QuestionView;
  value: Value;
  label: string;
  error?: string | undefined;
  onChange: (value: Value, done: boolean) => void;
  /** Where nothing is known to confirm, "not known" is one of the answers. */
  notKnown?: { chosen: boolean; choose: (chosen: boolean) => void };
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const listed = choicesIn(question);
  const name = (id: string) => question.options?.find((one) => one.id === id)?.text[locale] ?? t(`value.${id as 'yes'}`);
  if (listed !== null)
    return (
      <fieldset>
        <legend className="label">{label}</legend>
        <div className="choices">
          {listed.map((id) => (
            <label key={id}>
              <input type="radio" name={`value-${question.id}`} checked={value === id} onChange={() => onChange(id, true)} />
              {name(id)}
            </label>
          ))}
          {notKnown && (
            <label>
              <input type="radio" name={`value-${question.id}`} checked={notKnown.chosen} onChange={() => notKnown.choose(true)} />
              {t('choice.not-known')}
            </label>
          )}
        </div>
      </fieldset>
    );
  if (notKnown)
    return (
      <>
        {!notKnown.chosen && <AnswerField question={question} value={value} label={label} error={error} onChange={onChange} />}
        <div className="choices">
          <label>
            <input type="checkbox" checked={notKnown.chosen} onChange={(event) => notKnown.choose(event.target.checked)} />
            {t('choice.not-known')}
          </label>
        </div>
      </>
    );
  if (question.type === 'choices') {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <fieldset>
        <legend className="label">{label}</legend>
        <div className="choices">
          {(question.options ?? []).map(({ id, text }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id), true)}
              />
              {text[locale]}
            </label>
          ))}
        </div>
      </fieldset>
    );
  }
  if (question.type === 'text')
    return (
      <TextArea
        label={label}
        error={error}
        maxLength={4000}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value, false)}
      />
    );
  if (question.type === 'date')
    return (
      <TextField
        label={label}
        hint={t('date.hint')}
        error={error}
        maxLength={10}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value, false)}
      />
    );
  const unit = question.unit?.[locale];
  const number = (
    <TextField
      label={unit === undefined ? label : `${label} (${unit})`}
      error={error}
      inputMode="numeric"
      maxLength={10}
      value={typeof value === 'number' ? String(value) : ''}
      onChange={(event) => onChange(/^\d+$/.test(event.target.value) ? Number(event.target.value) : null, false)}
    />
  );
  if (question.type !== 'tally') return number;
  return (
    <div className="form">
      <label>
        <input
          type="checkbox"
          checked={value === 'nil'}
          onChange={(event) => onChange(event.target.checked ? 'nil' : null, event.target.checked)}
        />{' '}
        {t('value.nil-long')}
      </label>
      {value !== 'nil' && number}
    </div>
  );
}
