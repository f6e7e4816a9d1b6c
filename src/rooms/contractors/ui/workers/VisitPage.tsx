import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { CHECKLIST, type Checked, SIGHTS, type Sight } from '../../site-visits/visit.rules.ts';
import { translateWorkersPage } from './texts.ts';
import { visitsQuery, workersQuery } from './workers-data.ts';

type Entered = Partial<Record<Checked, { sight?: Sight; note?: string }>>;
const words = (text: string) => (text.trim() === '' ? null : text.trim());

/** The checklist of a site visit (5f), made for a phone. */
export default function VisitPage() {
  const t = useTranslations(translateWorkersPage);
  const { contractId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data, error } = useQuery(workersQuery(contractId));
  const [visitedOn, setDay] = useState(() => new Date().toLocaleDateString('sv'));
  const [place, setPlace] = useState('');
  const [note, setNote] = useState('');
  const [entered, setEntered] = useState<Entered>({});
  const [isChecked, setChecked] = useState(false);
  const save = useWrite(
    (input: InputOf<'POST /contracts/:contractId/site-visits'>, key) => send('POST /contracts/:contractId/site-visits', input, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: visitsQuery(contractId).queryKey });
        await navigate({ to: '/contracts/$contractId/workers', params: { contractId } });
      },
    },
  );
  const change = (one: Checked, part: { sight?: Sight; note?: string }) =>
    setEntered((before) => ({ ...before, [one]: { ...before[one], ...part } }));
  const faultOf = (one: Checked) => {
    if (!isChecked) return undefined;
    if (entered[one]?.sight === undefined) return t('visit.missing');
    return undefined;
  };
  const lacksNote = (one: Checked) => entered[one]?.sight === 'wrong' && words(entered[one]?.note ?? '') === null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const first = CHECKLIST.find((one) => entered[one]?.sight === undefined || lacksNote(one));
    if (first !== undefined) return document.getElementById(entered[first]?.sight === undefined ? first : `${first}-note`)?.focus();
    const answers = Object.fromEntries(
      CHECKLIST.map((one) => [
        one,
        { sight: entered[one]!.sight!, note: entered[one]!.sight === 'wrong' ? words(entered[one]!.note ?? '') : null },
      ]),
    ) as InputOf<'POST /contracts/:contractId/site-visits'>['answers'];
    save.mutate({ contractId, visitedOn, place: words(place), answers, note: words(note) });
  }

  return (
    <>
      <PageHead
        title={t('visit.title')}
        path={
          <Link to="/contracts/$contractId/workers" params={{ contractId }}>
            {data?.contract.number ?? '…'}
          </Link>
        }
        meta={data ? data.contract.contractor : '\u00a0'}
        help={[t('visit.help.1'), t('visit.help.2'), t('visit.help.3')]}
      />
      {error && <ProblemNote error={error} />}
      {data?.mayVisit && (
        <form className="form" noValidate onSubmit={submit}>
          <p className="small muted">{t('visit.online')}</p>
          <TextField
            id="visited-on"
            type="date"
            label={t('visit.day')}
            value={visitedOn}
            onChange={(event) => setDay(event.target.value)}
          />
          <TextField
            id="place"
            label={t('visit.place')}
            hint={t('visit.place-hint')}
            maxLength={200}
            value={place}
            onChange={(event) => setPlace(event.target.value)}
          />
          {CHECKLIST.map((one) => (
            <div key={one}>
              <RadioRow
                id={one}
                name={one}
                label={t(`check.${one}`)}
                error={faultOf(one)}
                choices={SIGHTS.map((value) => ({ value, text: t(`sight.${value}`) }))}
                onChange={({ target }) => change(one, { sight: target.value as Sight })}
              />
              {entered[one]?.sight === 'wrong' && (
                <TextArea
                  id={`${one}-note`}
                  label={t('visit.found')}
                  hint={t('visit.note-hint')}
                  maxLength={1000}
                  error={isChecked && lacksNote(one) ? t('visit.unexplained') : undefined}
                  value={entered[one]?.note ?? ''}
                  onChange={(event) => change(one, { note: event.target.value })}
                />
              )}
            </div>
          ))}
          <TextArea
            id="note"
            label={t('visit.note')}
            hint={t('visit.note-hint')}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <FormFoot action={t('visit.save')} waiting={save.isPending} error={save.error} />
        </form>
      )}
    </>
  );
}
