import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { ConsultationAction } from '../consultation.rules.ts';
import type { ConsultationView } from '../cooperation.schema.ts';
import { useConsultationWrite } from './consultations-data.ts';
import { translateConsultations } from './texts.ts';

/** The next step of a consultation: its result, or that the consulted party was informed. */
export function StepForm({ of, action, close }: { of: ConsultationView; action: ConsultationAction; close: () => void }) {
  const t = useTranslations(translateConsultations);
  const locale = useLocale();
  const decides = action === 'decide';
  const [changed, setChanged] = useState(true);
  const [outcome, setOutcome] = useState('');
  const [on, setOn] = useState(localToday);
  const [tried, setTried] = useState(false);
  const save = useConsultationWrite(({ on, ...decision }: BodyOf<'POST /consultations/:consultationId/decision'>, key) => {
    const step = { consultationId: of.id, version: of.version, on };
    return decides
      ? send('POST /consultations/:consultationId/decision', { ...step, ...decision }, key)
      : send('POST /consultations/:consultationId/notification', step, key);
  }, close);
  const needed = (missing: boolean) => (tried && missing ? t('form.needed') : undefined);
  const submit = () => {
    setTried(true);
    if (on === '' || (decides && outcome.trim() === '')) return;
    save.mutate({ changed, outcome, on });
  };
  return (
    <form
      className="panel form consultation-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{of.consulted[locale]}</h2>
      <p className="consultation-statement">{of.statement}</p>
      {decides && (
        <>
          <fieldset className="field">
            <legend className="label">{t('decide.changed')}</legend>
            <div className="choices">
              {[true, false].map((one) => (
                <label key={String(one)}>
                  <input type="radio" name="changed" checked={changed === one} onChange={() => setChanged(one)} />
                  {t(`changed.${one ? 'true' : 'false'}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <TextArea
            label={t('decide.outcome')}
            error={needed(outcome.trim() === '')}
            maxLength={4000}
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          />
        </>
      )}
      <TextField
        label={t(decides ? 'decide.on' : 'inform.on')}
        error={needed(on === '')}
        type="date"
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <FormFoot action={t(`action.${action}`)} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
