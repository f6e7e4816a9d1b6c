import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { ClassView } from '../classes/class.schema.ts';
import { useClassWrite } from './classes-data.ts';
import { translateLearningDesk } from './texts.ts';

/** Changes the last day of a class. */
export function MoveEndForm({ view, close }: { view: ClassView; close: () => void }) {
  const t = useTranslations(translateLearningDesk);
  const [endsOn, setEndsOn] = useState(view.endsOn);
  const save = useClassWrite(
    (input: { endsOn: string }, key) =>
      send('POST /training/classes/:classId/last-day', { classId: view.id, version: view.version, ...input }, key),
    close,
  );
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ endsOn });
      }}
    >
      <TextField
        label={t('class.last-day')}
        hint={t('class.last-day-hint')}
        type="date"
        required
        value={endsOn}
        onChange={(event) => setEndsOn(event.target.value)}
      />
      <FormFoot action={t('action.move-end')} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
