import { type FormEvent, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { Section } from '#web/kit/Section.tsx';
import { INTERPRETERS, type Interview } from '../entered/interview.rules.ts';
import { translateEntry } from './texts.ts';

type Interpreter = (typeof INTERPRETERS)[number] | '';

/** Who hears and who interprets an interview (5f), before its questions: it is never led, heard or interpreted by the firm. */
export function InterviewBefore({ onReady }: { onReady: (interpreter: Interview['interpreter']) => void }) {
  const t = useTranslations(translateEntry);
  const [isAlone, setAlone] = useState(false);
  const [interpreter, setInterpreter] = useState<Interpreter>('');
  const [isChecked, setChecked] = useState(false);
  function advance(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (isAlone && interpreter !== '' && interpreter !== 'firm') onReady(interpreter);
  }
  return (
    <form className="form entry-form" noValidate aria-label={t('interview.before')} onSubmit={advance}>
      <Section title={t('interview.before')}>
        <div className="choices">
          <label>
            <input type="checkbox" autoComplete="off" checked={isAlone} onChange={({ target }) => setAlone(target.checked)} />
            {t('interview.alone')}
          </label>
        </div>
        {isChecked && !isAlone && (
          <p role="alert" className="note fault">
            {t('interview.alone-missing')}
          </p>
        )}
        <SelectField
          id="interpreter"
          autoComplete="off"
          label={t('interview.interpreter')}
          value={interpreter}
          error={
            interpreter === 'firm'
              ? t('interview.interpreter-firm')
              : isChecked && interpreter === ''
                ? t('interview.interpreter-missing')
                : undefined
          }
          onChange={({ target }) => setInterpreter(target.value as Interpreter)}
        >
          <option value="">{t('choose')}</option>
          {INTERPRETERS.map((one) => (
            <option key={one} value={one}>
              {t(`interview.interpreter.${one}`)}
            </option>
          ))}
        </SelectField>
      </Section>
      <p className="page-actions">
        <Button kind="main" type="submit">
          {t('continue')}
        </Button>
      </p>
    </form>
  );
}
