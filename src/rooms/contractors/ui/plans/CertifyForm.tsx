import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { NEEDED_STATEMENTS, STATEMENTS } from '../../plans/certification.rules.ts';
import { type FormOfFirm, usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** Records what a firm certified: the statements, its day, and who certified it. */
export function CertifyForm({ contractId, firm, close }: FormOfFirm) {
  const t = useTranslations(translatePlans);
  const [statements, setStatements] = useState<(typeof STATEMENTS)[number][]>([]);
  const [tried, setTried] = useState(false);
  const found = statements.filter((one) => one === 'none-found' || one === 'found-and-remedied');
  const isComplete = NEEDED_STATEMENTS.every((one) => statements.includes(one)) && found.length === 1;
  const save = usePlanWrite(
    (said: { on: string; name: string; function: string; note: string | null }, key) =>
      send('POST /contracts/:contractId/certifications', { contractId, memberId: firm.memberId, statements, ...said }, key),
    close,
  );
  const labels = { on: t('certify.on'), name: t('certify.name'), function: t('certify.function') };
  const { faults, form } = usePlainForm({
    ...{ labels, problem: save.error },
    send: (values) => {
      const { on, name, function: at, note } = values as typeof values & { note: string };
      if (isComplete) save.mutate({ on, name, function: at, note: note.trim() || null });
    },
  });
  const line = (name: 'on' | 'name' | 'function', type: 'date' | 'text') => (
    <TextField {...{ id: name, name, type, label: labels[name], error: faults.of(name) }} maxLength={200} aria-required />
  );
  return (
    <form
      {...form}
      className="form panel"
      onSubmit={(event) => {
        setTried(true);
        form.onSubmit(event);
      }}
    >
      <ErrorSummary faults={faults} />
      {line('on', 'date')}
      {line('name', 'text')}
      {line('function', 'text')}
      <fieldset className="field">
        <legend className="label">{t('certify.statements')}</legend>
        <p className="small muted">{t('certify.statements-hint')}</p>
        {STATEMENTS.map((one) => (
          <label key={one} className="choice">
            <input
              type="checkbox"
              checked={statements.includes(one)}
              onChange={(event) => setStatements(event.target.checked ? [...statements, one] : statements.filter((other) => other !== one))}
            />{' '}
            {t(`statement.${one}`)}
          </label>
        ))}
        {tried && !isComplete && (
          <p className="error" role="alert">
            {t('certify.incomplete')}
          </p>
        )}
      </fieldset>
      <TextArea id="note" name="note" label={t('certify.note')} maxLength={1000} rows={2} />
      <FormFoot action={t('certify')} waiting={save.isPending} close={close} />
    </form>
  );
}
