import './release.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateContracts } from '../texts.ts';
import { OverrideWords } from './Overrides.tsx';
import { releasesQuery } from './release-data.ts';
import { translateReleases } from './texts.ts';

type Named = { contractId: string; number: string; contractor: string };

/** Overrides, those in force, ended and refused, and running contracts with a gap (5f). */
export default function ReleasesPage() {
  const [t, tContracts] = [useTranslations(translateReleases), useTranslations(translateContracts)];
  const { data, error, refetch } = useQuery(releasesQuery);
  const count = (state: string) => data?.counts.find((one) => one.state === state)?.overrides ?? 0;
  const all = data?.counts.reduce((sum, one) => sum + one.overrides, 0) ?? 0;
  const contract = {
    ...{ key: 'contract', head: t('column.contract') },
    cell: ({ contractId, number, contractor }: Named) => (
      <>
        <Link to="/contracts/$contractId" params={{ contractId }}>
          {number}
        </Link>
        <br />
        <span className="small muted">{contractor}</span>
      </>
    ),
  };
  return (
    <>
      <PageHead
        title={t('page')}
        path={<Link to="/contracts">{tContracts('title')}</Link>}
        meta={t('page.meta')}
        help={[t('page.help.1'), t('page.help.2'), t('page.help.3'), t('not-blocked')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        }
      />
      <p className="muted">{t('not-blocked')}</p>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={6} />}
      {data && (
        <>
          <Section
            title={t('overrides')}
            side={t('page.counts', {
              ...{ asked: count('asked'), force: count('in-force'), ended: count('ended') },
              ...{ refused: count('refused'), lapsed: count('lapsed') },
            })}
          >
            <DataTable
              caption={t('overrides')}
              columns={[
                contract,
                {
                  ...{ key: 'for', head: t('column.for') },
                  cell: ({ option }) => (option === null ? t('override.for-award') : t('override.for-option', { number: option })),
                },
                { key: 'state', head: t('column.state'), cell: (row) => t(`override.${row.state}`) },
                { key: 'until', head: t('column.until'), cell: (row) => <DateText date={row.until} /> },
                { key: 'coverage', head: tContracts('column.coverage'), cell: (row) => tContracts(`coverage.${row.coverage}`) },
                { key: 'reason', head: t('column.reason'), cell: (row) => <OverrideWords one={row} /> },
              ]}
              groups={[{ key: 'all', rows: data.overrides }]}
              rowKey={(row) => row.id}
              empty={<p>{t('page.overrides-none')}</p>}
            />
            {all > data.overrides.length && <p className="muted">{t('page.more', { shown: data.overrides.length, all })}</p>}
          </Section>
          <Section title={t('page.gaps')} side={t('page.gap-count', { n: data.gapCount })}>
            <DataTable
              caption={t('page.gaps')}
              columns={[
                contract,
                { key: 'coverage', head: tContracts('column.coverage'), cell: (row) => tContracts(`coverage.${row.coverage}`) },
                {
                  ...{ key: 'gap', head: t('column.gap') },
                  cell: (row) => (
                    <>
                      {t(`gap.${row.state}`)}
                      {row.since !== null && (
                        <span className="small muted">
                          {' '}
                          {t('since')} <DateText date={row.since} />
                        </span>
                      )}
                    </>
                  ),
                },
                {
                  ...{ key: 'due', head: t('column.due') },
                  cell: (row) =>
                    row.dueOn === null ? (
                      <span className="muted">{t('due.none')}</span>
                    ) : (
                      <>
                        <DateText date={row.dueOn} /> {row.late && <b>{t('gap.late')}</b>}
                      </>
                    ),
                },
              ]}
              groups={[{ key: 'all', rows: data.gaps }]}
              rowKey={(row) => row.contractId}
              empty={<p>{t('page.gaps-none')}</p>}
            />
            {data.gapCount > data.gaps.length && <p className="muted">{t('page.more', { shown: data.gaps.length, all: data.gapCount })}</p>}
          </Section>
        </>
      )}
    </>
  );
}
