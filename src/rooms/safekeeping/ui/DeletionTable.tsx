import { useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Safekeeping } from '../safekeeping.schema.ts';
import { saySafekeeping } from '../texts.ts';

type Rule = Safekeeping['rules'][number];
type TextKey = Parameters<typeof saySafekeeping>[1];

/** What each rule will delete, and when: counts, never names. */
export function DeletionTable({ rules }: { rules: readonly Rule[] }) {
  const say = useSay(saySafekeeping);
  return (
    <DataTable
      caption={say('ui.kept-for')}
      groups={[{ key: 'all', rows: rules }]}
      rowKey={({ rule }) => rule}
      empty={say('ui.deletion-none')}
      columns={[
        { key: 'rule', head: say('ui.rule'), cell: ({ rule }: Rule) => say(`rule.${rule}` as TextKey) },
        {
          key: 'months',
          head: say('ui.kept-for'),
          cell: ({ months }) => (months % 12 === 0 ? say('ui.years', { n: months / 12 }) : say('ui.months', { n: months })),
        },
        { key: 'due', head: say('ui.due'), number: true, cell: ({ due }) => due },
        { key: 'soon', head: say('ui.soon'), number: true, cell: ({ soon }) => soon },
        { key: 'held', head: say('ui.held'), number: true, cell: ({ held }) => held },
        { key: 'next', head: say('ui.next'), cell: ({ nextAt }) => (nextAt ? <DateText date={nextAt} /> : say('ui.nothing')) },
      ]}
    />
  );
}
