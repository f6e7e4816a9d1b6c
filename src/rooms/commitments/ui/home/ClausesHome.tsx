import './clauses-home.css';
import { Link } from '@tanstack/react-router';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { appendixOf } from '#rooms/policy/obligation-number.rules.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Legend } from '#web/kit/status/Legend.tsx';
import type { ClausesHome as Data } from '../../matrix/clauses-home.schema.ts';
import { ClauseBar } from './ClauseBar.tsx';
import { DifferingSources, OverdueEvidence } from './ClausesLate.tsx';
import { translateClausesHome } from './texts.ts';

/** Who keeps each clause, and how do we know: for the policy office. The same cells as the matrix of nations, counted clause by clause. */
export default function ClausesHome({ data }: { data: Data }) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  const widest = Math.max(1, ...data.clauses.map(({ counts }) => counts.reduce((sum, { n }) => sum + n, 0)));
  if (data.nations === 0)
    return (
      <Section title={t('title')}>
        <Empty>
          <p>{t('empty')}</p>
          <p>
            <Link to="/parties">{t('empty.parties')}</Link>
          </p>
        </Empty>
      </Section>
    );
  return (
    <>
      <Section title={t('title')} side={t('side', { n: data.nations })}>
        <DataTable
          caption={t('caption')}
          rowKey={({ id }) => id}
          empty={null}
          groups={[{ key: 'all', rows: data.clauses }]}
          columns={[
            {
              key: 'clause',
              head: t('clause'),
              cell: ({ id, short, reconstructed }) => (
                <Link to="/compliance" search={{ clause: id }}>
                  {appendixOf(id) === null ? t('clause.number', { id }) : t('clause.appendix', { id: appendixOf(id)! })}
                  {reconstructed && '†'} {short[locale]}
                </Link>
              ),
            },
            { key: 'counts', head: t('counts'), cell: ({ counts }) => <ClauseBar counts={counts} widest={widest} /> },
            {
              key: 'late',
              head: t('late'),
              number: true,
              cell: ({ late }) => (late > 0 ? <b className="is-late">{late}</b> : late),
            },
            {
              key: 'next',
              head: t('next'),
              cell: ({ next }) => (next === null ? <span className="muted">{t('next.none')}</span> : <DateText date={next} />),
            },
          ]}
        />
        <Legend />
        <p className="small muted">
          {t('notes')}
          {data.clauses.some(({ reconstructed }) => reconstructed) && ` ${t('reconstructed')}`}
        </p>
        <p>
          <LabelBadge label={data.label} />
        </p>
      </Section>
      <OverdueEvidence overdue={data.overdue} toRemind={data.toRemind} />
      <DifferingSources differing={data.differing} />
    </>
  );
}
