import { useNavigate } from '@tanstack/react-router';
import { addMonths } from '#kernel/dates.ts';
import type { Status } from '#kernel/status.ts';
import { translatePolicyPages } from '#rooms/policy/pages/texts.ts';
import type { Clause, EditionData, Strength } from '#rooms/policy/policy.schema.ts';
import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import { EvidenceStrip } from '#web/kit/status/EvidenceStrip.tsx';
import { Legend } from '#web/kit/status/Legend.tsx';
import type { Dossier, DossierClause } from '../../dossier/dossier.schema.ts';
import type { MatrixRow } from '../../matrix/matrix.schema.ts';
import { translateCommitments } from '../../texts.ts';
import { ObligationMark, obligationClicked } from '../MatrixMarks.tsx';
import { type MatrixWords, useMatrixWords } from '../matrix-words.ts';
import { translateMatrix } from '../texts.ts';

const MONTHS = 24;

/** The commitments of a party by clause, in the order of the policy: strength, marks, two years of evidence, the latest date, the next. */
export function DossierClauses({ dossier, edition }: { dossier: Dossier; edition: EditionData }) {
  const t = useTranslations(translateMatrix);
  const room = useTranslations(translateCommitments);
  const policy = useTranslations(translatePolicyPages);
  const words = useMatrixWords(dossier.party.kind);
  const navigate = useNavigate();
  const row = rowOf(dossier, edition);
  const months = lastMonths(dossier.asOf);
  const owed = dossier.clauses.filter((clause) => clause.obligations.some(isOwed));
  const strengths = (clause: DossierClause) =>
    [...new Set(clause.obligations.flatMap((cell) => cell.strength ?? []))]
      .map((strength) => policy(`strength.${strength as Strength}`))
      .join(', ');
  return (
    <Section title={room('ui.dossier.clauses')} side={room('ui.dossier.clauses-order')}>
      {/* biome-ignore lint/a11y: the marks are links; the table only listens for all of them */}
      <div
        className="dossier-table"
        onClick={(event) => {
          const clicked = obligationClicked(event);
          const search = { kind: dossier.party.kind === 'nation' ? undefined : dossier.party.kind };
          if (clicked) void navigate({ to: '/compliance/$partyId/$obligationId', params: clicked, search });
        }}
      >
        <DataTable
          caption={room('ui.dossier.clauses')}
          rowKey={(line) => line.clauseId}
          columns={[
            {
              key: 'clause',
              head: t('filter.clause.one'),
              cell: (line: DossierClause) => <ClauseName clause={clauseOf(line)} words={words} />,
            },
            { key: 'strength', head: room('ui.dossier.strength'), cell: (line) => <span className="muted">{strengths(line)}</span> },
            { key: 'obligations', head: room('ui.dossier.obligations'), cell: marks },
            {
              key: 'years',
              head: room('ui.dossier.two-years'),
              cell: (line) => <EvidenceStrip name={stripName(line)} months={stripOf(line, months)} />,
            },
            {
              key: 'latest',
              head: room('ui.dossier.latest'),
              cell: ({ latest }) =>
                latest === null ? <span className="muted">{room('ui.dossier.nothing')}</span> : <DateText date={latest} />,
            },
            { key: 'next', head: room('ui.dossier.next'), cell: next },
          ]}
          groups={[{ key: 'all', rows: owed }]}
          empty={null}
        />
      </div>
      <Legend late={t('legend.late')} />
      <p className="small muted">{t('reconstructed')}</p>
    </Section>
  );

  function clauseOf(line: DossierClause): Clause {
    return edition.clauses.find((one) => one.id === line.clauseId)!;
  }

  function marks(line: DossierClause) {
    return (
      <span className="marks">
        {line.obligations.filter(isOwed).map((cell) => (
          <ObligationMark
            key={cell.obligationId}
            row={row}
            place={placeOf(edition, cell.obligationId)}
            words={words}
            chosen={undefined}
            tabbable
          />
        ))}
      </span>
    );
  }

  function next(line: DossierClause) {
    if (line.next === null) return line.doesNotAge ? <span className="small muted">{room('ui.dossier.does-not-age')}</span> : null;
    return (
      <span className={line.next.day < dossier.asOf ? 'dossier-late' : undefined}>
        <DateText date={line.next.day} />
      </span>
    );
  }

  function stripName(line: DossierClause): string {
    const [n, declared] = [line.months.reduce((sum, one) => sum + one.items, 0), line.months.reduce((sum, one) => sum + one.declared, 0)];
    return room('ui.dossier.strip', { n, declared });
  }
}

function ClauseName({ clause, words }: { clause: Clause; words: MatrixWords }) {
  return (
    <>
      <b>
        {words.clause(clause.id)}
        {clause.reconstructed && <sup>†</sup>}
      </b>{' '}
      <span className="muted">{clause.short[words.locale]}</span>
    </>
  );
}

// A page of one party needs no dashes for obligations that only others owe.
function isOwed(cell: { status: Status }): boolean {
  return cell.status !== 'not-applicable';
}

// The marks expect a matrix row, so the party is shown as one.
function rowOf(dossier: Dossier, edition: EditionData): MatrixRow {
  const cells = new Map(dossier.clauses.flatMap((clause) => clause.obligations).map((cell) => [cell.obligationId, cell]));
  return {
    partyId: dossier.party.id,
    name: dossier.party.name,
    group: dossier.party.group,
    cells: edition.obligations.flatMap((obligation) => cells.get(obligation.id) ?? []),
    items: dossier.items,
    declared: dossier.declared,
  };
}

function placeOf(edition: EditionData, obligationId: string) {
  const index = edition.obligations.findIndex((obligation) => obligation.id === obligationId);
  return { obligation: edition.obligations[index]!, index };
}

function lastMonths(asOf: string): string[] {
  const today = new Date(`${asOf}T00:00:00Z`);
  return Array.from({ length: MONTHS }, (_, back) =>
    addMonths(today, back - MONTHS + 1)
      .toISOString()
      .slice(0, 7),
  );
}

function stripOf(line: DossierClause, months: readonly string[]) {
  return months.map((month) => {
    const found = line.months.find((one) => one.month === month);
    return { month, filled: found ? found.items - found.declared : 0, outlined: found?.declared ?? 0 };
  });
}
