import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, notFound, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { INSTRUMENTS } from '../treaties/treaty-words.rules.ts';
import { ConfidenceLegend } from './ConfidenceSign.tsx';
import { Crosschecks } from './Crosschecks.tsx';
import { HistoryRows } from './HistoryRows.tsx';
import { translateStatements } from './statements/texts.ts';
import { historyQuery, nationOf, tableQuery } from './treaty-data.ts';
import { useTreatyWords } from './treaty-words.ts';
import './treaties.css';
import { later } from '#web/kit/later.tsx';

const AcceptStatement = later(() => import('./statements/AcceptStatement.tsx').then((file) => file.AcceptStatement));
const CorrectDrawer = later(() => import('./CorrectDrawer.tsx').then((file) => file.CorrectDrawer));

/** Every row ever recorded about one nation and instrument, newest first. A correction is added on top and removes none. */
export default function TreatyHistoryPage() {
  const { t, pub, locale, instrument: nameOf } = useTreatyWords();
  const statement = useTranslations(translateStatements);
  const session = useSession();
  const { partyId = '' } = useParams({ strict: false });
  const [address, change] = useAddress();
  const [message, setMessage] = useState('');
  const { data: table } = useSuspenseQuery(tableQuery);
  const history = useQuery(historyQuery(partyId));
  const nation = nationOf(table, partyId);
  if (nation === undefined) throw notFound();
  const instrument = INSTRUMENTS.find((one) => one === address.instrument) ?? 'UNTOC';
  const rows = history.data?.rows.filter((row) => row.instrument === instrument) ?? [];
  // The newest row that counts: a correction continues from it, be it a public source or the nation's own statement.
  const latest = rows.find((row) => row.waits || (row.batch?.undoneAt ?? null) === null);
  const waits = rows.some((row) => row.waits);
  const mayCorrect = can(session, 'nations:correct', partyId);
  const mayAccept = can(session, 'nations:import');
  return (
    <>
      <PageHead
        title={t('ui.history-title', { name: nation.name[locale] })}
        path={<Link to="/treaties">{t('ui.title')}</Link>}
        meta={nation.statusNeutral ? pub('neutral') : t('ui.history-meta')}
        help={[t('ui.history-help-1'), t('ui.history-help-2'), t('ui.history-help-3')]}
        actions={
          <>
            <Link className={buttonClass()} to="/parties/$partyId" params={{ partyId }}>
              {t('ui.dossier')}
            </Link>
            {mayCorrect && history.isSuccess && (
              <Button kind="main" onClick={() => change({ correct: '1' })}>
                {t('ui.correct')}
              </Button>
            )}
          </>
        }
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note treaty-message'}>
        {message}
      </p>
      <Tabs
        name={t('ui.instruments')}
        items={INSTRUMENTS.map((one) => ({
          to: '/treaties/$partyId',
          params: { partyId },
          search: { instrument: one },
          text: nameOf(one),
          on: one === instrument,
          ...(history.data && { count: history.data.rows.filter((row) => row.instrument === one).length }),
        }))}
      />
      {history.isPending && <Skeleton rows={8} />}
      {history.error && <ProblemNote error={history.error} retry={() => void history.refetch()} />}
      {history.data && (
        <>
          {history.data.ratification.recheckDue && <p className="note">{t('recheck.due')}</p>}
          {waits && <p className="note">{statement(mayAccept ? 'check' : 'waits')}</p>}
          <HistoryRows
            rows={rows}
            mayCorrect={mayCorrect}
            accept={mayAccept ? (row) => <AcceptStatement partyId={partyId} row={row} tell={setMessage} /> : undefined}
          />
          <ConfidenceLegend />
          <Section title={t('ui.crosschecks')}>
            <Crosschecks rows={history.data.crosschecks.filter((row) => row.instrument === instrument)} />
          </Section>
        </>
      )}
      {address.correct === '1' && mayCorrect && history.data && (
        <CorrectDrawer
          key={`${instrument} ${latest?.id}`}
          partyId={partyId}
          name={nation.name[locale]}
          instrument={instrument}
          current={latest}
          states={!mayAccept}
          close={() => change({ correct: '' })}
          done={(words) => {
            setMessage(words);
            change({ correct: '' });
          }}
        />
      )}
    </>
  );
}
