import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, notFound, useParams } from '@tanstack/react-router';
import { buttonClass } from '#web/kit/Button.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Origins, ReconstructedBadge, StrengthChip } from './Badges.tsx';
import { CrosswalkTable } from './CrosswalkTable.tsx';
import { ObligationBlock } from './ObligationBlock.tsx';
import { OfficialTexts } from './OfficialTexts.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { editionQuery, neighboursOf, obligationsOf, parametersOf } from './policy-data.ts';
import { usePolicyWords } from './policy-words.ts';
import { Readings } from './Readings.tsx';
import './policy.css';
import './clause.css';

/** One clause: what it asks in plain words, its obligations, related instruments, readings and numbers. */
export default function ClausePage() {
  const words = usePolicyWords();
  const { t, locale } = words;
  const { clauseId = '' } = useParams({ strict: false });
  const { data: edition } = useSuspenseQuery(editionQuery);
  const clause = edition.clauses.find((one) => one.id === clauseId);
  if (clause === undefined) throw notFound();
  const { before, after } = neighboursOf(edition, clause.id);
  const obligations = obligationsOf(edition, clause.id);
  const readings = edition.readings.filter((reading) => reading.clauses.includes(clause.id));
  return (
    <>
      <PageHead
        title={words.titled(clause)}
        path={<Link to="/policy">{t('ui.title')}</Link>}
        help={[t('ui.clause-help-1'), t('ui.clause-help-2'), t('ui.clause-help-3')]}
        actions={
          <>
            {before && (
              <Link className={buttonClass()} to="/clauses/$clauseId" params={{ clauseId: before.id }}>
                <span aria-hidden="true">←</span> {words.clause(before.id)}
                {before.reconstructed && '†'}
              </Link>
            )}
            {after && (
              <Link className={buttonClass()} to="/clauses/$clauseId" params={{ clauseId: after.id }}>
                {words.clause(after.id)}
                {after.reconstructed && '†'} <span aria-hidden="true">→</span>
              </Link>
            )}
            <Link className={buttonClass()} to="/clauses/$clauseId/brief" params={{ clauseId: clause.id }}>
              {t('ui.brief')}
            </Link>
            <Link className={buttonClass('main')} to="/compliance" search={{ clause: clause.id }}>
              {t('ui.who-keeps')}
            </Link>
          </>
        }
      />
      <div className="policy-both">
        <div className="policy-lead">
          <p className="policy-chips">
            <StrengthChip strength={clause.strength} />
            {clause.reconstructed && <ReconstructedBadge />}
          </p>
          <p className="policy-text">{clause.plain[locale]}</p>
          <p className="small muted">
            {t('ui.own-words')} <Origins tags={clause.origin} />
          </p>
        </div>
        <OfficialTexts key={clause.id} clauseId={clause.id} edition={edition} />
      </div>
      {clause.parts.length > 0 && (
        <div className="policy-parts">
          {clause.parts.map((part) => (
            <section key={part.title.en}>
              <h2>{part.title[locale]}</h2>
              <ul>
                {part.items.map((item) => (
                  <li key={item.en}>{item[locale]}</li>
                ))}
              </ul>
              <p className="small muted">
                <Origins tags={part.origin} />
              </p>
            </section>
          ))}
        </div>
      )}
      <Section title={t('ui.obligations-count', { n: obligations.length })}>
        {obligations.map((obligation) => (
          <ObligationBlock key={obligation.id} obligation={obligation} edition={edition} />
        ))}
      </Section>
      {readings.length > 0 && (
        <Section title={words.readings}>
          <Readings readings={readings} edition={edition} />
        </Section>
      )}
      <Section title={t('ui.crosswalk')}>
        <CrosswalkTable rows={edition.crosswalk.filter((row) => row.clause === clause.id)} edition={edition} />
      </Section>
      <Section title={t('ui.parameters')}>
        <ParameterTable parameters={parametersOf(edition, clause.id)} />
      </Section>
    </>
  );
}
