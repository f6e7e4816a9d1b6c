import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type KeyPart, keyOf, PAGE_LIMIT, type Page, toPage } from '#kernel/page.ts';

/** A column by which a list may be sorted: its SQL, never null, and what its values are. An index carries it, with the id of the row behind it. */
export type SortColumn = { by: RawBuilder<unknown>; part: Exclude<KeyPart, 'id'> };
/** Ascending by a column, or descending with `-` before its name. */
export type Order<Name extends string> = Name | `-${Name}`;

const TYPES = { amount: sql`numeric`, day: sql`date`, instant: sql`timestamptz`, number: sql`int`, text: sql`text` };

/**
 * The orders of one list: `schema` checks the parameter `sort` of its query, `from` turns it and the cursor of the last page into SQL, and `page` turns rows into
 * a page. Rows with equal values are in the order of their ids, so no row is shown twice or left out between pages. A cursor of another order is refused.
 */
export function defineSort<const Name extends string>(
  columns: Record<Name, SortColumn>,
  id: RawBuilder<unknown>,
  first: Order<NoInfer<Name>>,
) {
  const names = Object.keys(columns) as Name[];
  const nameOf = (order: Order<Name>) => order.replace(/^-/, '') as Name;
  return {
    schema: z.enum(names.flatMap((name): Order<Name>[] => [name, `-${name}`])).optional(),
    from(requested: Order<Name> | undefined, after: string | undefined): { where: RawBuilder<SqlBool>; order: RawBuilder<unknown> } {
      const order = requested ?? first;
      const { by, part } = columns[nameOf(order)];
      const key = keyOf(after, ['text', part, 'id']);
      if (key !== undefined && key[0] !== order) throw new AppError('platform/unknown-page');
      const down = order.startsWith('-');
      return {
        where:
          key !== undefined
            ? sql`(${by}, ${id}) ${down ? sql`<` : sql`>`} (${key[1]}::${TYPES[part]}, ${key[2]}::uuid)`
            : sql<SqlBool>`true`,
        order: down ? sql`${by} desc, ${id} desc` : sql`${by}, ${id}`,
      };
    },
    /** `rows`: one more than `limit`, as `from` selected them. `key`: the value of a row in the column, as text, and its id. */
    page<Row>(
      requested: Order<Name> | undefined,
      rows: Row[],
      limit: number,
      key: (row: Row, column: Name) => readonly [value: string, id: string],
    ): Page<Row> {
      const order = requested ?? first;
      return toPage(rows, limit, (row) => [order, ...key(row, nameOf(order))]);
    },
  };
}

/** The sizes of the usual pages: a short list, the default, the largest. */
const USUAL_PAGES = [20, 50, PAGE_LIMIT];

/**
 * `limit` of a list as SQL; `rows` is one more than the page shows. The number of a usual page is written into the statement. The planner assumes that a parameter
 * asks for a tenth of all rows, so no cached plan looks cheap enough, and it plans the statement at each call: a millisecond for evidence items with their
 * policies (decision 046). Another number stays a parameter, because each text is one more prepared statement.
 */
export function limitTo(rows: number): RawBuilder<unknown> {
  return USUAL_PAGES.includes(rows - 1) ? sql`limit ${sql.lit(rows)}` : sql`limit ${rows}`;
}
