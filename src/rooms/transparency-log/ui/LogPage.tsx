import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { LogState } from '../log.schema.ts';
import { translateLog } from '../texts.ts';
import { ErasureList } from './ErasureList.tsx';
import { logQuery } from './log-data.ts';
import { WitnessList } from './WitnessList.tsx';
import './log.css';

const AskErasureDrawer = later(() => import('./AskErasureDrawer.tsx').then((file) => file.AskErasureDrawer));
const SampleSection = later(() => import('./SampleSection.tsx').then((file) => file.SampleSection));
const VerifySection = later(() => import('./verify/VerifySection.tsx').then((file) => file.VerifySection));

/** How the log is kept and checked, its erasures, and a random sample for audit. */
export default function LogPage() {
  const t = useTranslations(translateLog);
  const session = useSession();
  const [message, setMessage] = useState('');
  const maySee = can(session, 'transparency-log:state');
  const { data, error, isLoading, refetch } = useQuery({ ...logQuery, enabled: maySee });
  const mayReadErasures = can(session, 'transparency-log:erasures');
  /** The entry whose erasure is being requested; empty: the person enters it. */
  const [entryToErase, setEntryToErase] = useState<string>();
  const ask = can(session, 'transparency-log:erase') ? setEntryToErase : undefined;
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={t('ui.meta')}
        help={[t('ui.help-1'), t('ui.help-reports'), t('ui.help-2'), t('ui.help-3'), t('ui.help-4')]}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note log-note'}>
        {message}
      </p>
      {!maySee && !mayReadErasures && <Empty>{t('ui.not-yours')}</Empty>}
      {isLoading && <Skeleton rows={6} />}
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data && <State state={data} />}
      {data?.published && <VerifySection state={data} />}
      {data && <WitnessList witnesses={data.witnesses} mayEnrol={can(session, 'transparency-log:enrol')} tell={setMessage} />}
      {mayReadErasures && <ErasureList ask={ask && (() => ask(''))} tell={setMessage} />}
      {data?.published && can(session, 'transparency-log:sample') && <SampleSection ask={ask} />}
      {entryToErase !== undefined && (
        <AskErasureDrawer
          key={entryToErase}
          entryId={entryToErase}
          close={() => setEntryToErase(undefined)}
          done={() => {
            setEntryToErase(undefined);
            setMessage(t('done.ask-erasure'));
          }}
        />
      )}
    </>
  );
}

function State({ state }: { state: LogState }) {
  const t = useTranslations(translateLog);
  const locale = useLocale();
  const { published, witnessing, witnessedUpTo, size, padding } = state;
  const since = witnessedUpTo === null ? t('ui.never') : formatDay(locale, witnessedUpTo.slice(0, 10));
  return (
    <>
      <p className={`note log-witnessing ${witnessing}`}>{t(`ui.witnessing.${witnessing}`, { since })}</p>
      <KeyValues
        across
        items={[
          { key: 'day', name: t('ui.published'), value: published ? formatDay(locale, published.day) : t('ui.not-published') },
          {
            key: 'size',
            name: t('ui.leaves'),
            value: padding === null ? t('ui.leaves-all', { n: size }) : t('ui.leaves-of', { entries: size - padding, padding }),
          },
        ]}
      />
      {published && (
        <dl className="pairs log-values">
          <div>
            <dt>{t('ui.root')}</dt>
            <dd>{published.root}</dd>
          </div>
          {state.keys.map(({ vkey }) => (
            <div key={vkey}>
              <dt>{t('ui.key')}</dt>
              <dd>{vkey}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
