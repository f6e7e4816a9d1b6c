import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { type Classes, useClassWrite } from './classes-data.ts';
import { translateLearningDesk } from './texts.ts';

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens a class: its party, its modules, its days. */
export function OpenClassForm({ modules, close }: { modules: Classes['modules']; close: () => void }) {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const session = useSession();
  const navigate = useNavigate();
  const parties = useQuery(allPartiesQuery());
  const choices = parties.data?.filter(({ id }) => can(session, 'training:teach', id)) ?? [];
  const [partyId, setParty] = useState('');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string[]>(modules.slice(0, 1).map(({ id }) => id));
  const [startsOn, setStart] = useState(dayIn(0));
  const [endsOn, setEnd] = useState(dayIn(14));
  const [tried, setTried] = useState(false);
  const party = partyId || choices[0]?.id;
  const save = useClassWrite(
    (input: InputOf<'POST /parties/:partyId/classes'>, key) => send('POST /parties/:partyId/classes', input, key),
    ({ classId }) => void navigate({ to: '/training/classes/$classId', params: { classId } }),
  );
  const untitled = title.trim() === '';
  // The party must be known before the class can be opened.
  if (parties.error) return <ProblemNote error={parties.error} retry={() => void parties.refetch()} />;
  if (!parties.data) return <Skeleton rows={6} />;
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!untitled && chosen.length > 0 && party) save.mutate({ partyId: party, title, modules: chosen, startsOn, endsOn });
      }}
    >
      {choices.length > 1 && (
        <SelectField label={t('classes.form.party')} value={party} onChange={(event) => setParty(event.target.value)}>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name[locale]}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t('classes.form.title')}
        hint={t('classes.form.title-hint')}
        error={tried && untitled ? t('classes.form.needed') : undefined}
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <fieldset className="class-modules">
        <legend>{t('classes.form.modules')}</legend>
        {modules.map(({ id, ...words }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />{' '}
            {words[locale]}
          </label>
        ))}
        {tried && chosen.length === 0 && <p className="error">{t('classes.form.module-needed')}</p>}
      </fieldset>
      <TextField label={t('classes.form.from')} type="date" value={startsOn} onChange={(event) => setStart(event.target.value)} />
      <TextField label={t('classes.form.to')} type="date" value={endsOn} onChange={(event) => setEnd(event.target.value)} />
      {save.error && <ProblemNote error={save.error} />}
      <p>
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('classes.open')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('classes.cancel')}
        </Button>
      </p>
    </form>
  );
}
