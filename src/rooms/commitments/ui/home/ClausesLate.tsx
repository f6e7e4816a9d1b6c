import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { WriteTo } from '#rooms/people/ui/invitations/WriteTo.tsx';
import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import { FIRST_ROWS, FirstRows } from '#web/kit/table/FirstRows.tsx';
import type { ClausesHome } from '../../matrix/clauses-home.schema.ts';
import { translateClausesHome } from './texts.ts';

/** Obligations whose evidence is too old, the oldest first. Each nation leads to its obligation, where newer evidence is asked for or entered. */
export function OverdueEvidence({ overdue, toRemind }: Pick<ClausesHome, 'overdue' | 'toRemind'>) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  return (
    <Section title={t('overdue.title')} side={t('overdue.side')}>
      {overdue.length === 0 ? (
        <p className="muted">{t('overdue.none')}</p>
      ) : (
        <FirstRows rows={overdue.length} more={t('overdue.more', { n: overdue.length - FIRST_ROWS })}>
          <OverdueTable rows={overdue} />
        </FirstRows>
      )}
      {toRemind.length > 0 && (
        <ul className="panel home-list no-print" aria-label={t('overdue.write')}>
          {toRemind.map(({ party, n, people }) => (
            <li key={party.id}>
              <span>
                <b>{party.name[locale]}</b>
                <span className="small muted">{t('overdue.n', { n })}</span>
              </span>
              <span>
                <WriteTo people={people} about="evidence" path={`/parties/${party.id}`} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OverdueTable({ rows }: { rows: ClausesHome['overdue'] }) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  return (
    <DataTable
      caption={t('overdue.caption')}
      rowKey={({ obligationId }) => obligationId}
      empty={null}
      groups={[{ key: 'all', rows }]}
      columns={[
        {
          key: 'since',
          head: t('overdue.since'),
          cell: ({ since }) => (
            <span className="is-late">
              <DateText date={since} />
            </span>
          ),
        },
        {
          key: 'what',
          head: t('overdue.what'),
          cell: ({ obligationId, short, reconstructed }) => `${obligationNumber(obligationId)}${reconstructed ? '†' : ''} ${short[locale]}`,
        },
        {
          key: 'who',
          head: t('overdue.who'),
          cell: ({ parties, obligationId }) =>
            parties.map(({ id, name }, place) => (
              <Fragment key={id}>
                {place > 0 && ', '}
                <Link to="/compliance/$partyId/$obligationId" params={{ partyId: id, obligationId }}>
                  {name[locale]}
                </Link>
              </Fragment>
            )),
        },
      ]}
    />
  );
}

/** Nations about which sources differ. Each leads to its row of the matrix, where only these obligations are left. */
export function DifferingSources({ differing }: Pick<ClausesHome, 'differing'>) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  return (
    <Section title={t('differ.title')} side={differing.length > 0 && t('differ.side', { n: differing.length })}>
      {differing.length === 0 ? (
        <p className="muted">{t('differ.none')}</p>
      ) : (
        <ul className="panel home-list">
          {differing.map(({ party, obligations }) => (
            <li key={party.id}>
              <span>
                <b>{party.name[locale]}</b>
                <span className="small muted">
                  {obligations
                    .map(({ id, short, reconstructed }) => `${obligationNumber(id)}${reconstructed ? '†' : ''} ${short[locale]}`)
                    .join(' · ')}
                </span>
              </span>
              <Link className="no-print" to="/compliance" search={{ name: party.name[locale], evidence: 'differ', open: 'all' }}>
                {t('differ.open', { n: obligations.length })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
