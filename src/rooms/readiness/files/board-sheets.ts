import type { Cell, Sheet } from '#platform/documents/workbook/workbook.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import type { Board, LastingUnits, PartyCounts, TraineeLine } from '../board/board.schema.ts';
import { translateReadinessDesk } from '../ui/texts.ts';
import { translateBoardFile } from './texts.ts';

type TextKey = Parameters<typeof translateBoardFile>[1];
type Column = readonly [header: string, width: number];
const sheetOf = (
  name: string,
  heading: string,
  notes: string[],
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Sheet => ({
  ...{ name, heading, notes, rows },
  columns: columns.map(([header, width]) => ({ header, width })),
});

/**
 * The board as a workbook: what its page shows to this reader, unit by unit and week by week, and the people who may not deploy by number. `more`: there are
 * more of them than the sheet holds.
 */
export function boardSheets(
  board: Board,
  lasting: LastingUnits,
  people: { rows: readonly TraineeLine[]; more: boolean },
  locale: Locale,
): Sheet[] {
  const t = (key: TextKey, values?: Record<string, string | number>) => translateBoardFile(locale, key, values);
  const page = (key: Parameters<typeof translateReadinessDesk>[1], values?: Record<string, string | number>) =>
    translateReadinessDesk(locale, key, values);
  const title = (id: string) => board.modules.find((one) => one.id === id)?.title[locale] ?? id;
  const day = formatDay(locale, board.day);
  const heading = t('title', { party: board.scope.name[locale], day });
  const above = new Set(board.formations);
  // In an operation, units without people there are not visible, so the units under such a unit are not counted with its superior.
  const seen = board.scope.kind === 'operation';
  const units = [...board.formations, ...board.lines].map((line): Cell[] => {
    const lasts = above.has(line) ? undefined : lasting.units.find((one) => one.partyId === line.partyId && one.unitId === line.unitId);
    return [
      line.party[locale],
      above.has(line) ? t(seen ? 'with-under.seen' : 'with-under', { unit: line.unit! }) : (line.unit ?? page('units.none')),
      line.persons,
      line.ready,
      Math.floor((line.ready * 100) / line.persons),
      line.colour && page(`colour.${line.colour}`),
      lasts?.until ? formatDay(locale, lasts.until) : null,
      line.missing.map(({ module, persons }) => `${persons} × ${title(module)}`).join(', '),
    ];
  });
  const lacking = people.rows.flatMap((person) =>
    person.needs
      .filter(({ keepsBack }) => keepsBack)
      .map((need): Cell[] => [
        person.number,
        person.unit ?? page('units.none'),
        page(`category.${person.category}`),
        title(need.take),
        page(`state.${need.state}`).replace(/, ?[^,]*$/, ''),
        need.missing.join(', ') || null,
      ]),
  );
  return [
    sheetOf(
      t('sheet.units'),
      heading,
      [
        `${page('head.count', { n: board.persons - board.ready, of: board.persons })} ${page('head.words', { day })}`,
        page('units.legend', { target: board.target, floor: board.floor }),
      ],
      [
        [page('counts.party'), 24],
        [page('units.unit'), 28],
        [page('units.persons'), 10],
        [page('units.ready'), 10],
        [t('column.share'), 12],
        [page('units.state'), 12],
        [t('column.green-until'), 16],
        [page('units.missing'), 60],
      ],
      units,
    ),
    sheetOf(
      t('sheet.people'),
      heading,
      [t('numbers'), ...(people.more ? [t('more', { n: people.rows.length })] : [])],
      [
        [page('people.number'), 16],
        [page('units.unit'), 28],
        [page('people.category'), 24],
        [t('column.module'), 44],
        [page('units.state'), 20],
        [t('column.lessons'), 20],
      ],
      lacking,
    ),
    sheetOf(
      t('sheet.forecast'),
      heading,
      [page('forecast.title', { n: board.ahead })],
      [
        [t('column.week'), 16],
        [page('forecast.unit'), 20],
      ],
      board.forecast.map(({ from, persons }) => [formatDay(locale, from), persons]),
    ),
  ];
}

/** What headquarters sees, as a workbook: counts by party, small ones left out as on the page, and no sum. */
export function countSheets({ day, smallest, parties }: PartyCounts, locale: Locale): Sheet[] {
  const page = (key: Parameters<typeof translateReadinessDesk>[1], values?: Record<string, string | number>) =>
    translateReadinessDesk(locale, key, values);
  const number = (n: number | null): Cell => n ?? page('counts.few');
  return [
    sheetOf(
      translateBoardFile(locale, 'sheet.parties'),
      translateBoardFile(locale, 'counts.title', { day: formatDay(locale, day) }),
      [page('counts.meta', { n: smallest })],
      [
        [page('counts.party'), 32],
        [page('units.persons'), 20],
        [page('units.ready'), 20],
      ],
      parties.map(({ name, persons, ready }) => [name[locale], number(persons), number(ready)]),
    ),
  ];
}
