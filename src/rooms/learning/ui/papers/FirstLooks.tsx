import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BodyOf, get, send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
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
import { sayPapersDesk } from './texts.ts';

type Look = Kept['looks'][number];
type Mending = { look: Look; act: 'correct' | 'take-back' };

/**
 * First looks entered from paper: a wrong count is corrected, another person's sheet is removed. Shows nothing if there are none. `mended` receives the
 * person, so that a figure still in the rows above is not entered again.
 */
export function FirstLooks({ classId, moduleId, mended }: { classId: string; moduleId: string; mended: (traineeId: string) => void }) {
  const say = useSay(sayPapersDesk);
  const [mending, setMending] = useState<Mending>();
  const [done, setDone] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['classes', classId, 'first-looks', moduleId],
    queryFn: ({ signal }) => get('/training/classes/:classId/first-looks/:moduleId', { classId, moduleId }, signal),
  });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (data === undefined || (data.looks.length === 0 && done === '')) return null;
  const buttons = (look: Look) => (
    <>
      <Button kind="quiet" onClick={() => setMending({ look, act: 'correct' })}>
        {say('looks.correct')} <span className="out-of-sight">{look.number}</span>
      </Button>{' '}
      <Button kind="quiet" onClick={() => setMending({ look, act: 'take-back' })}>
        {say('looks.take-back')} <span className="out-of-sight">{look.number}</span>
      </Button>
    </>
  );
  return (
    <Section title={say('looks')}>
      <p className="small muted paper-hint">{say('looks.hint')}</p>
      {mending && (
        <Mend
          key={`${mending.look.traineeId} ${mending.act}`}
          {...mending}
          classId={classId}
          moduleId={moduleId}
          asked={data.asked}
          close={() => setMending(undefined)}
          made={() => {
            setDone(say(`looks.done.${mending.act}`, { number: mending.look.number }));
            setMending(undefined);
            mended(mending.look.traineeId);
          }}
        />
      )}
      <p role="status" className="paper-done">
        {done}
      </p>
      {data.looks.length > 0 && (
        <DataTable<Look>
          caption={say('looks')}
          columns={[
            { key: 'number', head: say('number'), cell: ({ number }) => number },
            { key: 'before', head: say('looks.before'), cell: ({ before }) => say('looks.share', { share: before }) },
            { key: 'test', head: say('looks.test'), cell: ({ test }) => say('looks.share', { share: test }) },
            { key: 'day', head: say('day'), cell: ({ day }) => <DateText date={day} /> },
            { key: 'mend', head: say('looks.mend'), cell: buttons },
          ]}
          groups={[{ key: 'all', rows: data.looks }]}
          rowKey={({ traineeId }) => traineeId}
          empty={null}
        />
      )}
    </Section>
  );
}

type MendWords = Mending & { classId: string; moduleId: string; asked: number; close: () => void; made: () => void };

function Mend({ look, act, classId, moduleId, asked, close, made }: MendWords) {
  const say = useSay(sayPapersDesk);
  const [right, setRight] = useState('');
  const write = useClassWrite(
    (input: BodyOf<'POST /training/classes/:classId/first-looks/:moduleId'>, key) =>
      send('POST /training/classes/:classId/first-looks/:moduleId', { classId, moduleId, ...input }, key),
    made,
  );
  const corrects = act === 'correct';
  const frame = useFocusInside<HTMLDivElement>();
  return (
    <div className="panel paper-mend" ref={frame}>
      <h3>{say(`looks.${act}-of`, { number: look.number })}</h3>
      <ReasonForm
        says={say(`looks.says.${act}`)}
        label={say('looks.reason')}
        act={say(`looks.${act}`)}
        doing={write}
        ready={!corrects || right !== ''}
        send={(reason) => write.mutate({ traineeId: look.traineeId, knewBefore: corrects ? Number(right) : null, reason })}
        cancel={close}
      >
        {corrects
          ? (tried) => (
              <TextField
                label={say('looks.right', { questions: asked })}
                type="number"
                min={0}
                max={asked}
                value={right}
                error={tried && right === '' ? say('looks.needed') : undefined}
                onChange={(event) => setRight(event.target.value)}
              />
            )
          : undefined}
      </ReasonForm>
    </div>
  );
}
