import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { OriginLegend, ReconstructedBadge, StrengthChip } from './Badges.tsx';
import { InstrumentTable } from './InstrumentTable.tsx';
import { ParameterDecisions } from './ParameterDecisions.tsx';
import { editionQuery, obligationsOf } from './policy-data.ts';
import { usePolicyWords } from './policy-words.ts';
import { Readings } from './Readings.tsx';
import './policy.css';

const Editions = later(() => import('./editions/Editions.tsx').then((file) => file.Editions));

/** The current edition: its clauses, what it leaves open, its numbers and the origin of everything. */
export default function EditionPage() {
  const words = usePolicyWords();
  const { t, locale } = words;
  const session = useSession();
  const { data: edition } = useSuspenseQuery(editionQuery);
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={
          <>
            {edition.title[locale]} · {edition.authority[locale]} · <DateText date={edition.adopted} />
          </>
        }
        help={[t('ui.edition-help-1'), t('ui.edition-help-2'), t('ui.edition-help-3')]}
        actions={
          <a className={buttonClass()} href="/policy">
            {t('ui.public-page')}
          </a>
        }
      />
      {edition.successors.map((one) => (
        <div key={one.adopted} className="note policy-note">
          <p>
            <b>{one.title[locale]}</b>
            {!one.carried && <> · {t(one.edition ? 'ui.incomplete-draft' : 'ui.not-carried')}</>}
          </p>
          <p>
            {one.note[locale]} {one.edition && <a href={`/policy?edition=${one.edition}`}>{t('ui.see-draft')}</a>}
          </p>
        </div>
      ))}
      <Section title={t('ui.clauses')} side={t('ui.obligations-count', { n: edition.obligations.length })}>
        <DataTable
          caption={t('ui.table-of', { what: t('ui.clauses') })}
          rowKey={(clause) => clause.id}
          columns={[
            {
              key: 'clause',
              head: t('ui.clause-head'),
              cell: (clause) => (
                <Link className="nowrap" to="/clauses/$clauseId" params={{ clauseId: clause.id }}>
                  {words.clause(clause.id)}
                  {clause.reconstructed && '†'}
                </Link>
              ),
            },
            { key: 'title', head: t('ui.says'), cell: (clause) => clause.title[locale] },
            {
              key: 'strength',
              head: t('ui.strength'),
              cell: (clause) => (
                <span className="policy-chips">
                  <StrengthChip strength={clause.strength} />
                  {clause.reconstructed && <ReconstructedBadge />}
                </span>
              ),
            },
            {
              key: 'owners',
              head: t('ui.owners'),
              cell: (clause) => words.owners(obligationsOf(edition, clause.id).flatMap((obligation) => obligation.owners)),
            },
            { key: 'obligations', head: t('ui.obligations'), number: true, cell: (clause) => obligationsOf(edition, clause.id).length },
            { key: 'origin', head: t('ui.origin-name'), cell: (clause) => clause.origin.join(', ') },
          ]}
          groups={[{ key: 'all', rows: edition.clauses }]}
          empty={null}
        />
        <OriginLegend />
      </Section>
      <Section title={words.readings}>
        <Readings readings={edition.readings} edition={edition} linked />
      </Section>
      <Section title={t('ui.parameters')} side={t('ui.parameters-says')}>
        <ParameterDecisions edition={edition} />
      </Section>
      {can(session, 'policy:see-editions') && <Editions />}
      <Section title={t('ui.instruments')}>
        <InstrumentTable instruments={edition.instruments} />
      </Section>
      <Section title={t('ui.read')}>
        <p className="policy-text">{edition.note[locale]}</p>
      </Section>
    </>
  );
}
