import './sort.css';
import { useAddress } from '../../client/address.ts';
import { useLocale, useTranslations } from '../../client/language.ts';
import type { Column, Sort } from '../DataTable.tsx';
import { Icon } from '../Icon.tsx';
import { sortRows } from './sort.rules.ts';
import { translateSort } from './texts.ts';

/** By what a column sorts: the name that the server's query has for it, or the value of a row. */
type By<Row, Name extends string> = Name | ((row: Row) => string | number | null);

/**
 * The order of a table, in the address: `?sort=date` ascends, `?sort=-date` descends. `columns` names the columns that sort, by their keys; `first` is the order
 * of the list without one. The server sorts by a name. A function sorts rows here, and is only for a list without pages. Heads become buttons; a phone, which
 * hides the heads, gets a select.
 */
export function useSort<Row, const Name extends string = never>(
  columns: Partial<Record<string, By<Row, Name>>>,
  first?: NoInfer<Name | `-${Name}`>,
): Sort<Row> & { order: Name | `-${Name}` | undefined } {
  const t = useTranslations(translateSort);
  const locale = useLocale();
  const [address, change] = useAddress();
  const sorts = Object.entries(columns).flatMap(([key, by]) =>
    by === undefined ? [] : [{ key, by, name: typeof by === 'string' ? by : key }],
  );
  const chosen = sorts.some(({ name }) => name === address.sort?.replace(/^-/, '')) ? address.sort : first;
  const name = chosen?.replace(/^-/, '');
  const isDescending = chosen !== name;
  const current = sorts.find((one) => one.name === name);
  const value = current?.by;
  const wordOf = ({ head, name: words, key }: Column<Row>) => words ?? (typeof head === 'string' ? head : key);
  return {
    order: typeof value === 'string' ? (chosen as Name) : undefined,
    directionOf: ({ key }) => (key === current?.key ? (isDescending ? 'descending' : 'ascending') : undefined),
    rowsOf: (rows) => (typeof value === 'function' ? sortRows(rows, value, isDescending, locale) : rows),
    headOf({ key, head }) {
      const by = sorts.find((one) => one.key === key);
      if (by === undefined) return head;
      const isOn = by === current;
      return (
        <>
          <button type="button" className="table-order" onClick={() => change({ sort: isOn && !isDescending ? `-${by.name}` : by.name })}>
            <span>{head}</span>
            {isOn && <Icon name={isDescending ? 'down' : 'up'} size={12} />}
          </button>
          <span>{head}</span>
        </>
      );
    },
    choiceOf: (all) => (
      <label className="filter table-sort no-print">
        <span className="name">{t('by')}</span>
        <select value={chosen ?? ''} onChange={(event) => change({ sort: event.target.value })}>
          {chosen === undefined && <option value="">{t('none')}</option>}
          {all.flatMap((column) => {
            const by = sorts.find(({ key }) => key === column.key);
            if (by === undefined) return [];
            const words = { column: wordOf(column) };
            return [
              <option key={by.name} value={by.name}>
                {t('up', words)}
              </option>,
              <option key={`-${by.name}`} value={`-${by.name}`}>
                {t('down', words)}
              </option>,
            ];
          })}
        </select>
        <Icon name="down" size={12} />
      </label>
    ),
  };
}
