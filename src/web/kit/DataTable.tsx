import { Fragment, type ReactNode } from 'react';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';
import { Button } from './Button.tsx';

/**
 * One column; the first one names the row. Numbers are right-aligned. `name` says in words what a `head` without text says: a screen reader
 * reads it, and a phone shows it before each value.
 */
export type Column<Row> = { key: string; head: ReactNode; name?: string; number?: boolean; cell: (row: Row) => ReactNode };
/** The order of a table and what chooses it (`useSort` of table/sort.tsx). */
export type Sort<Row> = {
  headOf: (column: Column<Row>) => ReactNode;
  directionOf: (column: Column<Row>) => 'ascending' | 'descending' | undefined;
  rowsOf: (rows: readonly Row[]) => readonly Row[];
  choiceOf: (columns: readonly Column<Row>[]) => ReactNode;
};
/** Rows under one heading that says whose they are and what those parties owe; without `head` the rows have no heading. */
export type RowGroup<Row> = { key: string; head?: ReactNode; rows: readonly Row[] };

/**
 * A table whose head and first column stay in view. On a phone each row is a block, with the name of the column before each value. `more` loads the next page
 * of a keyset list; `sort` is its order in the address; `empty` is shown where there are no rows.
 */
export function DataTable<Row>({
  caption,
  columns,
  groups,
  rowKey,
  chosen,
  sort,
  more,
  waiting = false,
  empty,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  groups: readonly RowGroup<Row>[];
  rowKey: (row: Row) => string;
  chosen?: string | undefined;
  sort?: Sort<Row>;
  more?: (() => void) | undefined;
  waiting?: boolean;
  empty: ReactNode;
}) {
  const t = useTranslations(translateDesk);
  const count = groups.reduce((sum, group) => sum + group.rows.length, 0);
  if (count === 0) return <div className="table-frame empty">{empty}</div>;
  return (
    <>
      {sort?.choiceOf(columns)}
      {/* biome-ignore lint/a11y: what scrolls must be reachable by key; a landmark would repeat the name of its section */}
      <div className="table-frame" role="group" aria-label={caption} tabIndex={0}>
        <table className="table">
          <caption className="out-of-sight">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.number ? 'number' : undefined} aria-sort={sort?.directionOf(column)}>
                  {column.head === '' ? <span className="out-of-sight">{column.name}</span> : sort ? sort.headOf(column) : column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group.key}>
                {group.head && (
                  <tr className="group">
                    <th colSpan={columns.length} scope="colgroup">
                      {group.head}
                    </th>
                  </tr>
                )}
                {(sort?.rowsOf(group.rows) ?? group.rows).map((row) => (
                  <tr key={rowKey(row)} className={rowKey(row) === chosen ? 'chosen' : undefined}>
                    {columns.map(({ key, head, name, number, cell }, place) =>
                      place === 0 ? (
                        <th key={key} scope="row">
                          {cell(row)}
                        </th>
                      ) : (
                        <td
                          key={key}
                          className={number ? 'number' : undefined}
                          data-head={name ?? (typeof head === 'string' ? head : undefined)}
                        >
                          {cell(row)}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {more && <p className="small muted print-only">{t('table.more-printed', { n: count })}</p>}
      {more && (
        <p className="table-more no-print">
          <Button onClick={more} waiting={waiting}>
            {t(waiting ? 'loading' : 'table.more')}
          </Button>
        </p>
      )}
    </>
  );
}
