import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BodyOf, get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { FirstLooks as Kept } from '../../papers/first-looks.schema.ts';
import { useClassWrite } from '../classes-data.ts';
import { ReasonForm } from '../reason/ReasonForm.tsx';
import { useFocusInside } from '../use-focus-inside.ts';
import { translatePapersDesk } from './texts.ts';

type Look = Kept['looks'][number];
// A first look has no states, so no table says this.
const REASON = { field: 'reason', required: true, maxLength: 500 } as const;
type Correction = { look: Look; action: 'correct' | 'remove' };

/**
 * First looks entered from paper: a wrong count is corrected, another person's sheet is removed. Shows nothing if there are none. `corrected` receives the
 * person, so that a figure still in the rows above is not entered again.
 */
export function FirstLooks({
  classId,
  moduleId,
  corrected,
}: {
  classId: string;
  moduleId: string;
  corrected: (traineeId: string) => void;
}) {
  const t = useTranslations(translatePapersDesk);
  const [correction, setCorrection] = useState<Correction>();
  const [done, setDone] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['classes', classId, 'first-looks', moduleId],
    queryFn: ({ signal }) => get('/training/classes/:classId/first-looks/:moduleId', { classId, moduleId }, signal),
  });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (data === undefined || (data.looks.length === 0 && done === '')) return null;
  const buttons = (look: Look) => (
    <>
      {look.asked === null ? (
        <span className="small muted">{t('looks.unknown', { version: look.version })}</span>
      ) : (
        <Button kind="quiet" onClick={() => setCorrection({ look, action: 'correct' })}>
          {t('looks.correct')} <span className="out-of-sight">{look.number}</span>
        </Button>
      )}{' '}
      <Button kind="quiet" onClick={() => setCorrection({ look, action: 'remove' })}>
        {t('looks.remove')} <span className="out-of-sight">{look.number}</span>
      </Button>
    </>
  );
  return (
    <Section title={t('looks')}>
      <p className="small muted paper-hint">{t('looks.hint')}</p>
      {correction && (
        <CorrectForm
          key={`${correction.look.traineeId} ${correction.action}`}
          {...correction}
          classId={classId}
          moduleId={moduleId}
          close={() => setCorrection(undefined)}
          onDone={() => {
            setDone(t(`looks.done.${correction.action}`, { number: correction.look.number }));
            setCorrection(undefined);
            corrected(correction.look.traineeId);
          }}
        />
      )}
      <p role="status" className="paper-done">
        {done}
      </p>
      {data.looks.length > 0 && (
        <DataTable<Look>
          caption={t('looks')}
          columns={[
            { key: 'number', head: t('number'), cell: ({ number }) => number },
            { key: 'before', head: t('looks.before'), cell: ({ before }) => t('looks.share', { share: before }) },
            { key: 'test', head: t('looks.test'), cell: ({ test }) => t('looks.share', { share: test }) },
            { key: 'day', head: t('day'), cell: ({ day }) => <DateText date={day} /> },
            { key: 'correct', head: t('looks.actions'), cell: buttons },
          ]}
          groups={[{ key: 'all', rows: data.looks }]}
          rowKey={({ traineeId }) => traineeId}
          empty={null}
        />
      )}
    </Section>
  );
}

type CorrectFormProps = Correction & { classId: string; moduleId: string; close: () => void; onDone: () => void };

function CorrectForm({ look, action, classId, moduleId, close, onDone }: CorrectFormProps) {
  const t = useTranslations(translatePapersDesk);
  const [right, setRight] = useState('');
  const write = useClassWrite(
    (input: BodyOf<'POST /training/classes/:classId/first-looks/:moduleId'>, key) =>
      send('POST /training/classes/:classId/first-looks/:moduleId', { classId, moduleId, ...input }, key),
    onDone,
  );
  const asked = action === 'correct' ? look.asked : null;
  const corrects = asked !== null;
  const frame = useFocusInside<HTMLDivElement>();
  return (
    <div className="panel paper-correction" ref={frame}>
      <h3>{t(`looks.${action}-of`, { number: look.number })}</h3>
      <ReasonForm
        consequence={t(`looks.says.${action}`)}
        rule={REASON}
        label={t('looks.reason')}
        submitLabel={t(`looks.${action}`)}
        doing={write}
        ready={!corrects || right !== ''}
        send={({ reason }) => write.mutate({ traineeId: look.traineeId, knewBefore: corrects ? Number(right) : null, reason: reason! })}
        cancel={close}
      >
        {corrects
          ? (tried) => (
              <TextField
                label={t('looks.right', { questions: asked })}
                type="number"
                min={0}
                max={asked}
                value={right}
                error={tried && right === '' ? t('looks.needed') : undefined}
                onChange={(event) => setRight(event.target.value)}
              />
            )
          : undefined}
      </ReasonForm>
    </div>
  );
}
