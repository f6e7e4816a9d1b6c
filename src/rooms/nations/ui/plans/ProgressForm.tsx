import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { type MeasureAction, needsNote } from '../../plans/plan.rules.ts';
import type { MeasureView } from '../../plans/plan.schema.ts';
import { usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** One dated entry: what was done or the reason, and for a move the new due date. */
export function ProgressForm({ measure, action, close }: { measure: MeasureView; action: MeasureAction; close: () => void }) {
  const t = useTranslations(translatePlans);
  const [on, setOn] = useState(localToday);
  const [note, setNote] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [tried, setTried] = useState(false);
  const save = usePlanWrite(
    (body: BodyOf<'POST /measures/:measureId/progress'>, key) =>
      send('POST /measures/:measureId/progress', { measureId: measure.id, version: measure.version, ...body }, key),
    close,
  );
  const moves = action === 'reschedule';
  const isMissing = { on: on === '', note: needsNote(action) && note.trim() === '', due: moves && dueOn === '' };
  const needed = (missing: boolean) => (tried && missing ? t('required') : undefined);
  return (
    <form
      className="form plan-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isMissing.on || isMissing.note || isMissing.due) return;
        save.mutate({ action, on, note: note.trim() || null, dueOn: moves ? dueOn : null });
      }}
    >
      <TextField
        label={t('entry.on')}
        error={needed(isMissing.on)}
        type="date"
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      {moves && (
        <TextField
          label={t('entry.due')}
          error={needed(isMissing.due)}
          type="date"
          value={dueOn}
          onChange={(event) => setDueOn(event.target.value)}
        />
      )}
      <TextArea
        label={t('entry.note')}
        error={needed(isMissing.note)}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <FormFoot action={t(`action.${action}`)} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
