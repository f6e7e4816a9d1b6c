import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatDay } from '#platform/texts/texts.ts';
import { get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateCoursesDesk } from './teaching/texts.ts';

const coursesQuery = queryOptions({
  queryKey: ['courses'],
  queryFn: ({ signal }) => get('/courses', {}, signal),
});

/** The courses with versions and reviews, who teaches them here, and the curriculum map that makes them evidence. */
export default function CoursesPage() {
  const t = useTranslations(translateCoursesDesk);
  const locale = useLocale();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(coursesQuery);
  const adopt = useWrite((partyId: string, key) => send('POST /parties/:partyId/courses', { partyId }, key), {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['courses'] }),
  });
  const unreviewed = data?.modules.filter(({ review }) => review === null).length ?? 0;
  const day = (instant: string) => formatDay(locale, instant.slice(0, 10));
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <>
          <Section title={t('parties')}>
            {adopt.error && <ProblemNote error={adopt.error} />}
            <div className="note">
              {unreviewed > 0 && <p>{t('unreviewed', { n: unreviewed, of: data.modules.length })}</p>}
              {data.parties.length === 0 && <p className="muted">{t('parties.none')}</p>}
              {data.parties.map((party) => (
                <div key={party.id}>
                  <p role="status">
                    <b>{party.name[locale]}</b>
                    {' – '}
                    {t(`state.${party.state}`, { who: party.by ?? '', day: party.adoptedAt ? day(party.adoptedAt) : '' })}
                  </p>
                  <Actions
                    offered={party.actions}
                    label={(action) => t(`action.${action}`)}
                    about={party.name[locale]}
                    waiting={adopt.isPending}
                    run={() => adopt.mutate(party.id)}
                  />
                </div>
              ))}
            </div>
          </Section>
          <Section title={t('modules')}>
            <DataTable
              caption={t('modules')}
              columns={[
                { key: 'module', head: t('column.module'), cell: (row) => `${row.id} ${row.title[locale]}` },
                { key: 'audience', head: t('column.audience'), cell: (row) => row.audience[locale] },
                { key: 'lessons', head: t('column.lessons'), number: true, cell: (row) => row.lessons },
                { key: 'version', head: t('column.version'), number: true, cell: (row) => row.version },
                {
                  key: 'review',
                  head: t('column.review'),
                  cell: ({ review }) =>
                    review === null
                      ? t('review.none')
                      : t('review.by', { who: review.by, work: review.work[locale], day: formatDay(locale, review.on) }),
                },
              ]}
              groups={[{ key: 'all', rows: data.modules }]}
              rowKey={(row) => row.id}
              empty={null}
            />
          </Section>
          {data.withoutModule.length > 0 && (
            <Section title={t('without')}>
              <div className="note">
                <p>{t('without.note')}</p>
                <ol>
                  {data.withoutModule.map(({ id, name }) => (
                    <li key={id}>{name[locale]}</li>
                  ))}
                </ol>
              </div>
            </Section>
          )}
          <Section title={t('map')}>
            <DataTable
              caption={t('map')}
              columns={[
                { key: 'obligation', head: t('column.obligation'), cell: (row) => `${row.obligation} ${row.title[locale]}` },
                {
                  key: 'taught',
                  head: t('column.taught'),
                  cell: (row) => (
                    <ul className="plain">
                      {row.lessons.map(({ lesson, title, version }) => (
                        <li key={lesson}>{t('taught', { lesson, title: title[locale], version })}</li>
                      ))}
                    </ul>
                  ),
                },
              ]}
              groups={[{ key: 'all', rows: data.map }]}
              rowKey={(row) => row.obligation}
              empty={null}
            />
          </Section>
        </>
      )}
    </>
  );
}
