import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { Board, BoardLine, LastingUnits } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { lastingQuery } from './readiness-data.ts';
import { Scale } from './Scale.tsx';

const SIGN = { green: 'met', amber: 'partly-met', red: 'not-met' } as const;

/** Units with the share of their people who may deploy on the day, the colour in words and sign, and what is missing. */
export function UnitTable({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const lasting = useQuery(lastingQuery(board.scope.id, board.day));
  const many = new Set(board.lines.map(({ partyId }) => partyId)).size > 1;
  const title = (id: string) => board.modules.find((one) => one.id === id)?.title[locale] ?? id;
  const sort = useSort<BoardLine>({ unit: ({ unit }) => unit, persons: ({ persons }) => persons, ready: ({ ready }) => ready });
  return (
    <Section title={t('units.title')} side={t('units.legend', { target: board.target, floor: board.floor })}>
      <DataTable<BoardLine>
        caption={t('units.title')}
        sort={sort}
        columns={[
          {
            key: 'unit',
            head: t('units.unit'),
            cell: (line) => (
              <>
                {line.unit ?? t(line.unitId === null ? 'units.none' : 'units.unnamed')}
                {many && <small className="muted readiness-party">{line.party[locale]}</small>}
              </>
            ),
          },
          { key: 'persons', head: t('units.persons'), number: true, cell: (line) => line.persons },
          { key: 'ready', head: t('units.ready'), number: true, cell: (line) => line.ready },
          {
            key: 'share',
            head: t('units.share'),
            number: true,
            cell: (line) => <b>{t('percent', { n: Math.floor((line.ready * 100) / line.persons) })}</b>,
          },
          {
            key: 'scale',
            head: <span className="out-of-sight">{t('units.scale')}</span>,
            cell: (line) => <Scale ready={line.ready} persons={line.persons} target={board.target} floor={board.floor} />,
          },
          {
            key: 'state',
            head: t('units.state'),
            cell: (line) =>
              line.colour && (
                <>
                  <span className={`chip is-${SIGN[line.colour]}`}>
                    <StatusGlyph status={SIGN[line.colour]} />
                    {t(`colour.${line.colour}`)}
                  </span>
                  {board.formations.includes(line) || <Lasting line={line} board={board} lasting={lasting.data} />}
                </>
              ),
          },
          {
            key: 'missing',
            head: t('units.missing'),
            cell: ({ missing }) =>
              missing.length === 0 ? (
                <span className="muted">{t('units.nothing')}</span>
              ) : (
                <span className="readiness-missing">
                  {missing.map(({ module, persons }) => `${persons}\u00a0×\u00a0${title(module)}`).join(', ')}
                </span>
              ),
          },
        ]}
        groups={
          board.formations.length === 0
            ? [{ key: 'all', rows: board.lines }]
            : [
                // An operation does not see units without people there, nor the units below such a unit.
                {
                  key: 'superiors',
                  head: t(board.scope.kind === 'operation' ? 'units.superiors.seen' : 'units.superiors'),
                  rows: board.formations,
                },
                { key: 'units', head: t('units.each'), rows: board.lines },
              ]
        }
        rowKey={(line) => `${board.formations.includes(line) ? 'above ' : ''}${line.partyId} ${line.unitId}`}
        empty={<p>{t('units.empty')}</p>}
      />
    </Section>
  );
}

/** How long a green unit stays green if no further training takes place; for the others, how many people are missing to the target. */
function Lasting({ line, board, lasting }: { line: BoardLine; board: Board; lasting: LastingUnits | undefined }) {
  const t = useTranslations(translateReadinessDesk);
  if (line.colour !== 'green')
    return (
      <small className="readiness-party muted">{t('units.more', { n: Math.ceil((line.persons * board.target) / 100) - line.ready })}</small>
    );
  const found = lasting?.units.find(({ partyId, unitId }) => partyId === line.partyId && unitId === line.unitId);
  if (!found) return null;
  return (
    <small className="readiness-party muted">
      {found.until === null ? (
        t('units.no-end')
      ) : (
        <>
          {t('units.until')} <DateText date={found.until} />
        </>
      )}
    </small>
  );
}
