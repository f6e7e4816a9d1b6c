import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { ClassView } from '../../classes/class.schema.ts';
import { useClassWrite } from '../classes-data.ts';
import { translateLearningDesk } from '../texts.ts';

/** Sets how many people a class can take. Blank: no limit. */
export function SeatsForm({ view, close }: { view: ClassView; close: () => void }) {
  const t = useTranslations(translateLearningDesk);
  const [text, setText] = useState(view.seats === null ? '' : String(view.seats));
  const save = useClassWrite(
    (seats: number | null, key) => send('PUT /training/classes/:classId/seats', { classId: view.id, version: view.version, seats }, key),
    close,
  );
  const wrong = text.trim() !== '' && !/^[1-9]\d{0,4}$/.test(text.trim());
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate(text.trim() === '' ? null : Number(text));
      }}
    >
      <TextField
        label={t('seats.number')}
        hint={t('seats.number-hint', { taken: view.taken })}
        error={wrong ? t('seats.wrong') : undefined}
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFoot action={t('action.set-seats')} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
