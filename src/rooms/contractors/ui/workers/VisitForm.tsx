import { type FormEvent, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { isTemporary, Problem } from '#web/client/problem.ts';
import { unsaved } from '#web/client/unsaved.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { CHECKLIST, type Checked, SIGHTS, type Sight } from '../../site-visits/visit.rules.ts';
import { deleteVisits, type KeepingKey, keepVisit, sendVisit, type WrittenVisit } from './kept-visits.ts';
import { translateWorkersPage } from './texts.ts';
import { VisitPhotos } from './VisitPhotos.tsx';

const HEAD = [
  { name: 'visitedOn', id: 'visited-on', label: 'visit.day', hint: undefined, attributes: { type: 'date' } },
  { name: 'place', id: 'place', label: 'visit.place', hint: 'visit.place-hint', attributes: { maxLength: 200 } },
] as const;

type Entered = Partial<Record<Checked, { sight?: Sight; note?: string | null }>>;
type Draft = Pick<WrittenVisit, 'id' | 'photos'> & { visitedOn: string; place: string; note: string; entered: Entered };
const words = (text: string | null | undefined) => (text ?? '').trim() || null;

const newDraft = (): Draft => ({
  ...{ id: newId(), photos: [], visitedOn: localToday(), place: '', note: '', entered: {} },
});
const draftOf = ({ id, photos, visit: { visitedOn, place, note, answers } }: WrittenVisit): Draft => ({
  ...{ id, photos, visitedOn, place: place ?? '', note: note ?? '', entered: answers },
});

/** What an inspector enters on a site visit (5f). Whatever fails, it stays on the page: signed out, it is there again after signing in. */
export function VisitForm({
  person,
  contractId,
  opened,
  own,
  onRecorded,
  onKept,
}: {
  person: string;
  contractId: string;
  /** One that was kept on this phone; null: a new one. */
  opened: WrittenVisit | null;
  /** The key under which it can be kept on this phone; null: it cannot. */
  own: KeepingKey | null;
  onRecorded: () => void;
  onKept: () => void;
}) {
  const t = useTranslations(translateWorkersPage);
  const place = `${person} site-visit ${contractId}`;
  const [draft, setDraft] = useState<Draft>(() => (opened ? draftOf(opened) : (unsaved.at<Draft>(place) ?? newDraft())));
  const [isChecked, setChecked] = useState(false);
  const [isSending, setSending] = useState(false);
  // Recorded, and photographs still have to be sent: what was recorded is not changed any more.
  const [isRecorded, setRecorded] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [isKeepRefused, setKeepRefused] = useState(false);
  const { entered } = draft;
  const change = (next: (before: Draft) => Partial<Draft>) =>
    setDraft((before) => {
      const after = { ...before, ...next(before) };
      unsaved.store(place, after);
      return after;
    });
  const answer = (one: Checked, part: { sight?: Sight; note?: string }) =>
    change((before) => ({ entered: { ...before.entered, [one]: { ...before.entered[one], ...part } } }));
  const lacksNote = (one: Checked) => entered[one]?.sight === 'wrong' && words(entered[one]?.note) === null;

  /** The visit as it is sent; null where something is missing, which then has the focus. */
  function written(): WrittenVisit | null {
    setChecked(true);
    const first = CHECKLIST.find((one) => entered[one]?.sight === undefined || lacksNote(one));
    if (first !== undefined) {
      document.getElementById(entered[first]?.sight === undefined ? first : `${first}-note`)?.focus();
      return null;
    }
    const answers = Object.fromEntries(
      CHECKLIST.map((one) => {
        const { sight, note } = entered[one]!;
        return [one, { sight: sight!, note: sight === 'wrong' ? words(note) : null }];
      }),
    ) as WrittenVisit['visit']['answers'];
    const visit = { visitedOn: draft.visitedOn, place: words(draft.place), answers, note: words(draft.note) };
    return { id: draft.id, visit, photos: draft.photos };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const visit = written();
    if (visit === null || isSending) return;
    setSending(true);
    setProblem(null);
    try {
      await sendVisit(contractId, visit, () => setRecorded(true));
      unsaved.drop(place);
      await deleteVisits([visit.id]);
      onRecorded();
    } catch (error) {
      setProblem(error);
    }
    setSending(false);
  }

  async function keep() {
    const visit = written();
    if (visit === null || own === null) return;
    try {
      await keepVisit({ person, contractId }, own, visit);
    } catch {
      return setKeepRefused(true);
    }
    unsaved.drop(place);
    onKept();
  }

  const isLost = problem instanceof Problem && problem.status === 0;
  const wasSentBefore = problem instanceof Problem && problem.code === 'platform/key-reused';
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <fieldset className="visit-fields" disabled={isRecorded}>
        {HEAD.map(({ name, id, label, hint, attributes }) => (
          <TextField
            key={id}
            id={id}
            {...attributes}
            label={t(label)}
            hint={hint && t(hint)}
            value={draft[name]}
            onChange={({ target }) => change(() => ({ [name]: target.value }))}
          />
        ))}
        {CHECKLIST.map((one) => (
          <div key={one}>
            <RadioRow
              id={one}
              name={one}
              label={t(`check.${one}`)}
              error={isChecked && entered[one]?.sight === undefined ? t('visit.missing') : undefined}
              choices={SIGHTS.map((value) => ({ value, text: t(`sight.${value}`) }))}
              chosen={entered[one]?.sight}
              onChange={({ target }) => answer(one, { sight: target.value as Sight })}
            />
            {entered[one]?.sight === 'wrong' && (
              <TextArea
                id={`${one}-note`}
                label={t('visit.found')}
                hint={t('visit.note-hint')}
                maxLength={1000}
                error={isChecked && lacksNote(one) ? t('visit.unexplained') : undefined}
                value={entered[one]?.note ?? ''}
                onChange={({ target }) => answer(one, { note: target.value })}
              />
            )}
          </div>
        ))}
        <TextArea
          id="note"
          label={t('visit.note')}
          hint={t('visit.note-hint')}
          maxLength={4000}
          value={draft.note}
          onChange={({ target }) => change(() => ({ note: target.value }))}
        />
        <VisitPhotos photos={draft.photos} change={(next) => change((before) => ({ photos: next(before.photos) }))} />
      </fieldset>
      {isRecorded && <p className="note">{t('visit.recorded')}</p>}
      {isLost && (
        <p role="alert" className="note problem">
          {t('visit.lost')}
        </p>
      )}
      {wasSentBefore && (
        <p role="alert" className="note problem">
          {t('visit.sent-before')}
        </p>
      )}
      <FormFoot action={t(isRecorded ? 'visit.rest' : 'visit.save')} waiting={isSending} error={isLost || wasSentBefore ? null : problem} />
      {own !== null && isTemporary(problem) && (
        <>
          <p>{t('visit.keep-about')}</p>
          <p className="page-actions">
            <Button onClick={() => void keep()}>{t('visit.keep')}</Button>
          </p>
        </>
      )}
      {isKeepRefused && (
        <p role="alert" className="note fault">
          {t('visit.keep-failed')}
        </p>
      )}
    </form>
  );
}
