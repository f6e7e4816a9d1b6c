import './board/readiness.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { get } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Recognition } from '../recognition/recognition.schema.ts';
import { scopesQuery } from './board/readiness-data.ts';
import { ScopeFields } from './board/ScopeFields.tsx';
import { EndCourse } from './recognition/EndCourse.tsx';
import { type Doing, RecognitionForm } from './recognition/RecognitionForm.tsx';
import { sayRecognition } from './recognition/texts.ts';

const recognitionQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['training', 'recognition', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/recognition', { partyId }, signal),
    enabled: partyId !== '',
  });

/** Other recognised training: equivalent courses, training providers, and totals that a commander signs. */
export default function RecognitionPage() {
  const say = useSay(sayRecognition);
  const locale = useLocale();
  const [{ scope }, change] = useAddress();
  const [doing, setDoing] = useState<Doing>();
  const [ending, setEnding] = useState<Recognition['equivalents'][number]>();
  const scopes = useQuery(scopesQuery);
  const mine = scopes.data?.scopes.find(({ id }) => id === scope) ?? scopes.data?.scopes[0];
  const found = useQuery(recognitionQuery(mine?.id ?? ''));
  const title = (id: string) => found.data?.modules.find((one) => one.id === id)?.title[locale] ?? id;
  const lessons = (module: string, ids: readonly string[]) => {
    const known = found.data?.modules.find((one) => one.id === module)?.lessons;
    return ids.map((id) => known?.find((one) => one.id === id)?.title[locale] ?? id).join(' · ');
  };
  return (
    <>
      <PageHead
        title={say('recognition.title')}
        meta={say('recognition.meta')}
        help={[say('recognition.help.1'), say('recognition.help.2'), say('recognition.help.3')]}
        actions={
          <>
            {mine?.keeps && <Button onClick={() => setDoing({ what: 'equivalent' })}>{say('recognition.equivalent')}</Button>}
            {mine?.keeps && <Button onClick={() => setDoing({ what: 'provider' })}>{say('recognition.provider')}</Button>}
            {mine?.leads && <Button onClick={() => setDoing({ what: 'total' })}>{say('recognition.total')}</Button>}
          </>
        }
      />
      {(scopes.error ?? found.error) && <ProblemNote error={(scopes.error ?? found.error)!} retry={() => void found.refetch()} />}
      {scopes.data && mine && <ScopeFields scopes={scopes.data.scopes} scopeId={mine.id} change={change} />}
      {found.isPending && <Skeleton rows={5} />}
      {doing && !ending && mine && found.data && (
        <RecognitionForm
          key={`${doing.what} ${doing.id ?? ''}`}
          doing={doing}
          partyId={mine.id}
          found={found.data}
          close={() => setDoing(undefined)}
        />
      )}
      {ending && <EndCourse key={ending.id} course={ending} close={() => setEnding(undefined)} />}
      {found.data && (
        <>
          <Section title={say('recognition.equivalents')}>
            <DataTable<Recognition['equivalents'][number]>
              caption={say('recognition.equivalents')}
              columns={[
                { key: 'title', head: say('recognition.course'), cell: (row) => row.title },
                { key: 'provider', head: say('recognition.by'), cell: (row) => row.provider },
                { key: 'party', head: say('recognition.party'), cell: (row) => row.party[locale] },
                { key: 'for', head: say('recognition.for'), cell: (row) => title(row.module) },
                {
                  key: 'lessons',
                  head: say('recognition.lessons'),
                  cell: (row) => (
                    <>
                      {lessons(row.module, row.lessons)}
                      <small className="readiness-party muted">
                        {row.missing.length > 0
                          ? say('recognition.gap', { lessons: lessons(row.module, row.missing) })
                          : say('recognition.whole')}
                      </small>
                    </>
                  ),
                },
                {
                  key: 'act',
                  head: say('recognition.act'),
                  cell: (row) =>
                    row.own &&
                    mine?.keeps && (
                      <>
                        <Button onClick={() => setDoing({ what: 'takers', id: row.id })}>{say('recognition.takers')}</Button>{' '}
                        <Button kind="quiet" onClick={() => setEnding(row)}>
                          {say('end.open')} <span className="out-of-sight">{row.title}</span>
                        </Button>
                      </>
                    ),
                },
              ]}
              groups={[{ key: 'all', rows: found.data.equivalents }]}
              rowKey={(row) => row.id}
              empty={<p>{say('recognition.no-equivalent')}</p>}
            />
          </Section>
          <Section title={say('recognition.providers')}>
            <DataTable<Recognition['providers'][number]>
              caption={say('recognition.providers')}
              columns={[
                { key: 'name', head: say('recognition.name'), cell: (row) => row.name },
                { key: 'party', head: say('recognition.entered-by'), cell: (row) => row.party[locale] },
                { key: 'level', head: say('recognition.level'), cell: (row) => say(`level.${row.level}`) },
                {
                  key: 'offers',
                  head: say('recognition.offers'),
                  cell: (row) => [row.general && say('offers.general'), row.specific && say('offers.specific')].filter(Boolean).join(', '),
                },
                {
                  key: 'checked',
                  head: say('recognition.checked'),
                  cell: (row) => (
                    <>
                      <DateText date={row.checkedOn} />
                      {row.old && <small className="readiness-party muted">{say('recognition.old')}</small>}
                    </>
                  ),
                },
              ]}
              groups={[{ key: 'all', rows: found.data.providers }]}
              rowKey={(row) => row.id}
              empty={<p>{say('recognition.no-provider')}</p>}
            />
          </Section>
          <Section title={say('recognition.totals')} side={say('recognition.declared')}>
            <DataTable<Recognition['totals'][number]>
              caption={say('recognition.totals')}
              columns={[
                { key: 'module', head: say('recognition.for'), cell: (row) => title(row.module) },
                { key: 'asOf', head: say('recognition.as-of'), cell: (row) => <DateText date={row.asOf} /> },
                {
                  key: 'trained',
                  head: say('recognition.trained'),
                  number: true,
                  cell: (row) => say('head.count', { n: row.trained, of: row.persons }),
                },
                { key: 'by', head: say('recognition.signed-by'), cell: (row) => row.by },
              ]}
              groups={[{ key: 'all', rows: found.data.totals }]}
              rowKey={(row) => row.id}
              empty={<p>{say('recognition.no-total')}</p>}
            />
          </Section>
        </>
      )}
    </>
  );
}
