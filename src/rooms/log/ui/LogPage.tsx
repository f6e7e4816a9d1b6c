import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { LogState } from '../log.schema.ts';
import { sayLog } from '../texts.ts';
import { ErasureList } from './ErasureList.tsx';
import { ERASURE_READERS, logQuery, SAMPLERS, SEERS } from './log-data.ts';
import { SampleSection } from './SampleSection.tsx';
import { WitnessList } from './WitnessList.tsx';
import './log.css';

/** How the log is kept and checked, its erasures, and a random sample for audit. */
export default function LogPage() {
  const say = useSay(sayLog);
  const session = useSession();
  const [said, setSaid] = useState('');
  const maySee = holds(session, SEERS);
  const { data, error, isLoading, refetch } = useQuery({ ...logQuery, enabled: maySee });
  const mayReadErasures = holds(session, ERASURE_READERS);
  return (
    <>
      <PageHead
        title={say('ui.title')}
        meta={say('ui.meta')}
        help={[say('ui.help-1'), say('ui.help-2'), say('ui.help-3'), say('ui.help-4')]}
      />
      <p role="status" className={said === '' ? 'out-of-sight' : 'note log-note'}>
        {said}
      </p>
      {!maySee && !mayReadErasures && <Empty>{say('ui.not-yours')}</Empty>}
      {isLoading && <Skeleton rows={6} />}
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data && <State state={data} />}
      {data && <WitnessList witnesses={data.witnesses} mayEnrol={holds(session, ['platform-admin'])} tell={setSaid} />}
      {mayReadErasures && <ErasureList tell={setSaid} />}
      {data?.published && holds(session, SAMPLERS) && <SampleSection />}
    </>
  );
}

function State({ state }: { state: LogState }) {
  const say = useSay(sayLog);
  const locale = useLocale();
  const { published, witnessing, witnessedUpTo, size, padding } = state;
  const since = witnessedUpTo === null ? say('ui.never') : formatDay(locale, witnessedUpTo.slice(0, 10));
  return (
    <>
      <p className={`note log-witnessing ${witnessing}`}>{say(`ui.witnessing.${witnessing}`, { since })}</p>
      <KeyValues
        across
        items={[
          { key: 'day', name: say('ui.published'), value: published ? formatDay(locale, published.day) : say('ui.not-published') },
          {
            key: 'size',
            name: say('ui.leaves'),
            value: padding === null ? say('ui.leaves-all', { n: size }) : say('ui.leaves-of', { entries: size - padding, padding }),
          },
        ]}
      />
      {published && (
        <dl className="pairs log-values">
          <div>
            <dt>{say('ui.root')}</dt>
            <dd>{published.root}</dd>
          </div>
          {state.keys.map(({ vkey }) => (
            <div key={vkey}>
              <dt>{say('ui.key')}</dt>
              <dd>{vkey}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
