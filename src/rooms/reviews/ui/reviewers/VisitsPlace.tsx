import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { ProseForm } from '../forms/ProseForm.tsx';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

/** Visits to the party and, for its reviewers, the notes on each. */
export function VisitsPlace({ participation }: { participation: ParticipationView }) {
  const t = useTranslations(translateReviewForms);
  const may = participation.actions.includes('visit');
  return (
    <>
      <h2 className="clause-title">{t('visit.title')}</h2>
      <p className="small muted">{t('visit.says')}</p>
      {participation.visits.length === 0 && <Empty>{t('visit.none')}</Empty>}
      {participation.visits.map((visit) => (
        <article key={visit.id} className="panel entry">
          <h3>
            <DateText date={visit.from} />
            {visit.to !== visit.from && (
              <>
                {' – '}
                <DateText date={visit.to} />
              </>
            )}
          </h3>
          <p>{visit.agenda}</p>
          <p className="small muted">{t('visit.who', { visitors: visit.visitors })}</p>
          {visit.notes?.map((note) => (
            <div key={note.id} className="reply">
              <p>{note.text}</p>
              <p className="small muted">
                {note.spokeWith}, <DateText date={note.day} /> · {note.by}
              </p>
            </div>
          ))}
          {may && <NoteForm visitId={visit.id} from={visit.from} />}
        </article>
      ))}
      {may && <VisitForm participationId={participation.participation.id} />}
    </>
  );
}

function VisitForm({ participationId }: { participationId: string }) {
  const t = useTranslations(translateReviewForms);
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [visitors, setVisitors] = useState('');
  const record = useReviewWrite(
    (body: BodyOf<'POST /participations/:participationId/visits'>, key) =>
      send('POST /participations/:participationId/visits', { participationId, ...body }, key),
    {
      onSuccess: () => setOpen(false),
    },
  );
  if (!open)
    return (
      <p className="no-print">
        <Button onClick={() => setOpen(true)}>{t('visit.record')}</Button>
      </p>
    );
  return (
    <ProseForm
      label={t('visit.agenda')}
      hint={t('visit.agenda-hint')}
      submitLabel={t('visit.record')}
      waiting={record.isPending}
      problem={record.error}
      onSubmit={(agenda) => record.mutate({ from, to: to === '' ? from : to, visitors, agenda })}
      onCancel={() => setOpen(false)}
      before={
        <>
          <TextField id="visit-from" type="date" label={t('visit.from')} value={from} onChange={(event) => setFrom(event.target.value)} />
          <TextField id="visit-to" type="date" label={t('visit.to')} value={to} onChange={(event) => setTo(event.target.value)} />
          <TextField id="visit-who" label={t('visit.visitors')} value={visitors} onChange={(event) => setVisitors(event.target.value)} />
        </>
      }
    />
  );
}

function NoteForm({ visitId, from }: { visitId: string; from: string }) {
  const t = useTranslations(translateReviewForms);
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(from);
  const [spokeWith, setSpokeWith] = useState('');
  const add = useReviewWrite(
    (body: BodyOf<'POST /visits/:visitId/notes'>, key) => send('POST /visits/:visitId/notes', { visitId, ...body }, key),
    {
      onSuccess: () => setOpen(false),
    },
  );
  if (!open)
    return (
      <p className="no-print">
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {t('visit.add-note')}
        </Button>
      </p>
    );
  return (
    <ProseForm
      label={t('visit.note')}
      hint={t('visit.note-hint')}
      submitLabel={t('visit.keep-note')}
      waiting={add.isPending}
      problem={add.error}
      onSubmit={(text) => add.mutate({ day, spokeWith, text })}
      onCancel={() => setOpen(false)}
      before={
        <>
          <TextField
            id={`day-${visitId}`}
            type="date"
            label={t('visit.day')}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
          <TextField
            id={`with-${visitId}`}
            label={t('visit.spoke-with')}
            hint={t('visit.spoke-with-hint')}
            value={spokeWith}
            onChange={(event) => setSpokeWith(event.target.value)}
          />
        </>
      }
    />
  );
}
