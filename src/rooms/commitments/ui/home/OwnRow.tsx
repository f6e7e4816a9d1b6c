import { Link } from '@tanstack/react-router';
import { ORIGINS, type Status } from '#kernel/status.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { Section } from '#web/kit/Section.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import { FIRST_ROWS, FirstRows } from '#web/kit/table/FirstRows.tsx';
import type { OwnClausesHome, OwnObligation } from '../../matrix/own-clauses-home.schema.ts';
import { translateClausesHome } from './texts.ts';
import { toDoOf } from './to-do.rules.ts';

type Row = OwnClausesHome['parties'][number];

/** What is known of one party and how, and what to do about it: the same marks as its row of the matrix. */
export function OwnRow({ row, title, clause }: { row: Row; title: 'own.title' | 'own.contracts'; clause?: string }) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  const { party, obligations } = row;
  const count = (silence: Status) => obligations.filter(({ status }) => status === silence).length;
  const [silent, notAsked] = [count('not-reported'), count('not-asked')];
  const from = ORIGINS.map((origin) => ({ origin, n: obligations.filter((one) => one.origin === origin).length })).filter(({ n }) => n > 0);
  const search = { kind: party.kind === 'nation' ? undefined : party.kind, name: party.name[locale], clause };
  return (
    <>
      <Section title={t(title, { party: party.name[locale] })} side={t('own.side', { n: obligations.length })}>
        <ul className="panel home-list">
          {from.map(({ origin, n }) => (
            <li key={origin}>
              <span>
                <EvidenceSquare origin={origin} /> {t(`own.from.${origin}`, { n })}
              </span>
            </li>
          ))}
          {silent > 0 && <li>{t('own.silent', { n: silent })}</li>}
          {notAsked > 0 && <li>{t('own.not-asked', { n: notAsked })}</li>}
          <li>
            <Link className="no-print" to="/compliance" search={search}>
              {t('own.row')}
            </Link>
            <LabelBadge label={row.label} />
          </li>
        </ul>
      </Section>
      <ToDo row={row} />
    </>
  );
}

function ToDo({ row: { party, obligations } }: { row: Row }) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  const todo = toDoOf(obligations);
  const next = obligations.flatMap(({ due }) => due ?? []).toSorted()[0];
  return (
    <Section title={t('own.todo')} side={todo.length > 0 && t('own.todo.side')}>
      {todo.length === 0 && <p className="muted">{next ? t('own.todo.none', { day: formatDay(locale, next) }) : t('own.todo.none-due')}</p>}
      {todo.length > 0 && (
        <FirstRows rows={todo.length} more={t('own.more', { n: todo.length - FIRST_ROWS })}>
          <ToDoTable party={party} rows={todo} />
        </FirstRows>
      )}
    </Section>
  );
}

function ToDoTable({ party, rows }: { party: Row['party']; rows: readonly OwnObligation[] }) {
  const t = useTranslations(translateClausesHome);
  const locale = useLocale();
  const kind = party.kind === 'nation' ? undefined : party.kind;
  return (
    <DataTable
      caption={t('own.todo')}
      rowKey={({ id }) => id}
      empty={null}
      groups={[{ key: 'all', rows }]}
      columns={[
        {
          key: 'what',
          head: t('own.what'),
          cell: ({ id, short, reconstructed }) => (
            <Link to="/compliance/$partyId/$obligationId" params={{ partyId: party.id, obligationId: id }} search={{ kind }}>
              {obligationNumber(id)}
              {reconstructed && '†'} {short[locale]}
            </Link>
          ),
        },
        { key: 'status', head: t('own.status'), cell: ({ status, origin }) => <StatusChip status={status} origin={origin} /> },
        {
          key: 'when',
          head: t('own.when'),
          cell: ({ late, due }) =>
            late !== null ? (
              <span className="is-late">{t('own.since', { day: formatDay(locale, late) })}</span>
            ) : (
              due && formatDay(locale, due)
            ),
        },
        {
          key: 'do',
          head: <span className="out-of-sight">{t('own.todo')}</span>,
          name: t('own.todo'),
          cell: ({ id, differs }) =>
            differs ? (
              <Link
                className="no-print"
                to="/compliance/$partyId/$obligationId"
                params={{ partyId: party.id, obligationId: id }}
                search={{ kind }}
              >
                {t('own.compare')}
              </Link>
            ) : (
              <Link className="no-print" to="/evidence/new" search={{ party: party.id, obligation: id }}>
                {t('own.add')}
              </Link>
            ),
        },
      ]}
    />
  );
}
