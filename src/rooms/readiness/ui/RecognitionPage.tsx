import './board/readiness.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Recognition } from '../recognition/recognition.schema.ts';
import { scopesQuery } from './board/readiness-data.ts';
import { EndCourse, type Ending } from './recognition/EndCourse.tsx';
import { type Doing, RecognitionForm } from './recognition/RecognitionForm.tsx';
import { translateRecognition } from './recognition/texts.ts';
import { ScopeFields } from './scope/ScopeFields.tsx';

const recognitionQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['training', 'recognition', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/recognition', { partyId }, signal),
    enabled: partyId !== '',
  });

/** Other recognised training: equivalent courses, training providers, and totals that a commander signs. */
export default function RecognitionPage() {
  const t = useTranslations(translateRecognition);
  const locale = useLocale();
  const [{ scope }, change] = useAddress();
  const [doing, setDoing] = useState<Doing>();
  const [ending, setEnding] = useState<Ending>();
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
        title={t('recognition.title')}
        meta={t('recognition.meta')}
        help={[t('recognition.help.1'), t('recognition.help.2'), t('recognition.help.3')]}
        actions={
          <>
            {mine?.keeps && <Button onClick={() => setDoing({ what: 'equivalent' })}>{t('recognition.equivalent')}</Button>}
            {mine?.keeps && <Button onClick={() => setDoing({ what: 'provider' })}>{t('recognition.provider')}</Button>}
            {mine?.leads && <Button onClick={() => setDoing({ what: 'total' })}>{t('recognition.total')}</Button>}
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
      {ending && <EndCourse key={ending.course.id} {...ending} close={() => setEnding(undefined)} />}
      {found.data && (
        <>
          <Section title={t('recognition.equivalents')}>
            <DataTable<Recognition['equivalents'][number]>
              caption={t('recognition.equivalents')}
              columns={[
                { key: 'title', head: t('recognition.course'), cell: (row) => row.title },
                { key: 'provider', head: t('recognition.by'), cell: (row) => row.provider },
                { key: 'party', head: t('recognition.party'), cell: (row) => row.party[locale] },
                { key: 'for', head: t('recognition.for'), cell: (row) => title(row.module) },
                {
                  key: 'lessons',
                  head: t('recognition.lessons'),
                  cell: (row) => (
                    <>
                      {lessons(row.module, row.lessons)}
                      <small className="readiness-party muted">
                        {row.missing.length > 0
                          ? t('recognition.gap', { lessons: lessons(row.module, row.missing) })
                          : t('recognition.whole')}
                      </small>
                    </>
                  ),
                },
                {
                  key: 'action',
                  head: t('recognition.action'),
                  cell: (row) =>
                    row.own &&
                    mine && (
                      <Actions
                        isInRow
                        about={row.title}
                        offered={row.actions}
                        label={(action) => t(`action.${action}`)}
                        waiting={false}
                        run={() => setDoing({ what: 'takers', id: row.id })}
                        opens={{ 'end-recognition': (rule) => setEnding({ course: row, rule }) }}
                      />
                    ),
                },
              ]}
              groups={[{ key: 'all', rows: found.data.equivalents }]}
              rowKey={(row) => row.id}
              empty={<p>{t('recognition.no-equivalent')}</p>}
            />
          </Section>
          <Section title={t('recognition.providers')}>
            <DataTable<Recognition['providers'][number]>
              caption={t('recognition.providers')}
              columns={[
                { key: 'name', head: t('recognition.name'), cell: (row) => row.name },
                { key: 'party', head: t('recognition.entered-by'), cell: (row) => row.party[locale] },
                { key: 'level', head: t('recognition.level'), cell: (row) => t(`level.${row.level}`) },
                {
                  key: 'offers',
                  head: t('recognition.offers'),
                  cell: (row) => [row.general && t('offers.general'), row.specific && t('offers.specific')].filter(Boolean).join(', '),
                },
                {
                  key: 'checked',
                  head: t('recognition.checked'),
                  cell: (row) => (
                    <>
                      <DateText date={row.checkedOn} />
                      {row.old && <small className="readiness-party muted">{t('recognition.old')}</small>}
                    </>
                  ),
                },
              ]}
              groups={[{ key: 'all', rows: found.data.providers }]}
              rowKey={(row) => row.id}
              empty={<p>{t('recognition.no-provider')}</p>}
            />
          </Section>
          <Section title={t('recognition.totals')} side={t('recognition.declared')}>
            <DataTable<Recognition['totals'][number]>
              caption={t('recognition.totals')}
              columns={[
                { key: 'module', head: t('recognition.for'), cell: (row) => title(row.module) },
                { key: 'asOf', head: t('recognition.as-of'), cell: (row) => <DateText date={row.asOf} /> },
                {
                  key: 'trained',
                  head: t('recognition.trained'),
                  number: true,
                  cell: (row) => t('count', { n: row.trained, of: row.persons }),
                },
                { key: 'by', head: t('recognition.signed-by'), cell: (row) => row.by },
              ]}
              groups={[{ key: 'all', rows: found.data.totals }]}
              rowKey={(row) => row.id}
              empty={<p>{t('recognition.no-total')}</p>}
            />
          </Section>
        </>
      )}
    </>
  );
}
