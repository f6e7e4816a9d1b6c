import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { JoiningView } from '../../joining/joining.schema.ts';
import { useJoiningWrite } from './joining-data.ts';
import { translateJoiningDesk } from './texts.ts';

/** The date of the transfer of authority: shown to all readers, set by the nation or headquarters. There is no countdown. */
export function TransferPlace({ view }: { view: JoiningView }) {
  const t = useTranslations(translateJoiningDesk);
  const none = t(view.open === null ? 'no-day-seen' : 'no-day');
  const [day, setDay] = useState(view.transferOn ?? '');
  const save = useJoiningWrite((transferOn: string | null, key) =>
    send('PUT /joinings/:contributionId/transfer', { contributionId: view.contributionId, version: view.version, transferOn }, key),
  );
  return (
    <section className="panel form" aria-labelledby="transfer">
      <h2 id="transfer">{t('transfer.title')}</h2>
      <p className="small muted">{t('transfer.says')}</p>
      {view.maySetTransfer ? (
        <form
          className="form no-print"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(day || null);
          }}
        >
          <TextField label={t('transfer.day')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          {save.error && <ProblemNote error={save.error} />}
          <p>
            <Button type="submit" waiting={save.isPending}>
              {t('transfer.set')}
            </Button>
          </p>
        </form>
      ) : (
        <p className="no-print">{view.transferOn ? <DateText date={view.transferOn} /> : none}</p>
      )}
      <p className="only-print">{view.transferOn ? <DateText date={view.transferOn} /> : none}</p>
    </section>
  );
}
