import './classes.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { classesQuery } from './classes-data.ts';
import { OpenClassForm } from './OpenClassForm.tsx';
import { sayLearningDesk } from './texts.ts';

/** The classes that this reader teaches, or whose people they lead. */
export default function ClassesPage() {
  const say = useSay(sayLearningDesk);
  const locale = useLocale();
  const session = useSession();
  const [opening, setOpening] = useState(false);
  const list = useQuery(classesQuery);
  const teaches = holds(session, ['training-officer']);
  return (
    <>
      <PageHead
        title={say('classes.title')}
        meta={say('classes.meta')}
        help={[say('classes.help.1'), say('classes.help.2'), say('classes.help.3'), say('classes.help.4')]}
        actions={
          teaches && (
            <Button kind={opening ? 'plain' : 'main'} onClick={() => setOpening(true)}>
              {say('classes.open')}
            </Button>
          )
        }
      />
      {opening && list.data && <OpenClassForm modules={list.data.modules} close={() => setOpening(false)} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={4} />}
      {list.data && (
        <DataTable
          caption={say('classes.title')}
          columns={[
            {
              key: 'title',
              head: say('classes.column.class'),
              cell: (row) => (
                <Link to="/training/classes/$classId" params={{ classId: row.id }}>
                  {row.title}
                </Link>
              ),
            },
            { key: 'party', head: say('classes.column.party'), cell: (row) => row.party[locale] },
            {
              key: 'modules',
              head: say('classes.column.modules'),
              cell: (row) => row.modules.map((id) => list.data.modules.find((one) => one.id === id)?.[locale] ?? id).join(', '),
            },
            {
              key: 'days',
              head: say('classes.column.days'),
              cell: (row) => (
                <>
                  <DateText date={row.startsOn} /> – <DateText date={row.endsOn} />
                  {row.closedAt && <span className="small muted"> · {say('classes.closed')}</span>}
                </>
              ),
            },
            { key: 'learners', head: say('classes.column.learners'), number: true, cell: (row) => row.learners },
          ]}
          groups={[{ key: 'all', rows: list.data.classes }]}
          rowKey={(row) => row.id}
          empty={<p>{say(teaches ? 'classes.empty' : 'classes.empty-led')}</p>}
        />
      )}
    </>
  );
}
