import { Link } from '@tanstack/react-router';
import { covers, LOWEST } from '#kernel/labels.ts';
import { collator, formatDay } from '#platform/texts/texts.ts';
import { LabelMark } from '#rooms/parties/ui/LabelMark.tsx';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { PartRow } from '../../participations/part.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';
import { sayReviewDesk } from '../texts.ts';
import { groupKey, stepKey } from '../words.ts';
import { AxisHead, PathBar, PathLegend } from './PathBar.tsx';
import { SHOWS, shownParts } from './round-view.ts';
import { axisOf } from './time-axis.ts';

const AXIS_WIDTH = 280;

/** Every party of a round that this reader may see: state, way on one time axis, next step. Alphabetical within its group. */
export function PartsTable({ round, parts, today }: { round: RoundView; parts: readonly PartRow[]; today: string }) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const [search, change] = useAddress();
  const show = SHOWS.find((one) => one === search.show);
  const axis = axisOf(round, parts, today, AXIS_WIDTH);
  const until = round.closedAt ?? new Date().toISOString();
  const compare = collator(locale);
  const shown = shownParts(parts, show).toSorted((a, b) => compare(a.party.name[locale], b.party.name[locale]));
  const groups = [...Map.groupBy(shown, (part) => `${part.group} ${part.voluntary}`)].map(([key, rows]) => ({
    key,
    rows,
    first: rows[0] as PartRow,
  }));
  return (
    <>
      <fieldset className="show-row no-print">
        <legend className="out-of-sight">{t('show.name')}</legend>
        {[undefined, ...SHOWS].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={one === show} onClick={() => change({ show: one ?? '' })}>
            {t(`show.${one ?? 'all'}`)} <span>{shownParts(parts, one).length}</span>
          </button>
        ))}
      </fieldset>
      <DataTable
        caption={t('round.table')}
        rowKey={(part) => part.id}
        empty={
          <>
            {t('show.none')}{' '}
            <button type="button" className="link" onClick={() => change({ show: '' })}>
              {t('show.see-all')}
            </button>
          </>
        }
        groups={groups
          .toSorted((a, b) => RANK.indexOf(a.first.group) - RANK.indexOf(b.first.group))
          .map(({ key, rows, first }) => ({
            key,
            rows,
            head: (
              <>
                {t(groupKey(first.group))}
                <span>
                  {rows.length} ·{' '}
                  {first.voluntary
                    ? t('round.voluntary')
                    : t('round.owed', { day: formatDay(locale, round.calendar.returnDue ?? first.returnDue) })}
                </span>
              </>
            ),
          }))}
        columns={[
          {
            key: 'party',
            head: t('round.party'),
            cell: (part) => (
              <>
                <Link to="/rounds/$roundId/parts/$partId" params={{ roundId: round.id, partId: part.id }}>
                  {part.party.name[locale]}
                </Link>
                {!covers(LOWEST, part.label) && (
                  <>
                    <br />
                    <small>
                      <LabelMark label={part.label} />
                    </small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'state',
            head: t('round.state'),
            cell: (part) => <span className={part.state === 'overdue' ? 'is-late' : undefined}>{t(`state.${part.state}`)}</span>,
          },
          {
            key: 'since',
            head: t('round.since'),
            cell: (part) => (
              <span className="muted">
                <DateText date={part.state === 'overdue' ? part.returnDue : part.since} />
              </span>
            ),
          },
          {
            key: 'way',
            head: <AxisHead axis={axis} today={today} />,
            name: t('round.way'),
            cell: (part) => <PathBar part={part} axis={axis} today={today} until={until} />,
          },
          {
            key: 'next',
            head: t('round.next'),
            cell: (part) => <NextStep roundId={round.id} part={part} />,
          },
          {
            key: 'rated',
            head: t('round.rated'),
            number: true,
            cell: (part) => {
              const counts = { rated: part.rated, asked: part.asked };
              return (
                <span className="muted nowrap" title={t('round.rated-words', counts)}>
                  {t('round.rated-of', counts)}
                </span>
              );
            },
          },
        ]}
      />
      <PathLegend />
    </>
  );
}

/** The next step in a few words with its day, over two lines where the table would not fit beside what stands at its side; a link where it is this reader's. */
function NextStep({ roundId, part }: { roundId: string; part: PartRow }) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const step = t(stepKey(part.next.act));
  const words = part.next.due === null ? step : t('step.by', { step, day: formatDay(locale, part.next.due) });
  if (!part.yours) return words;
  return (
    <Link className="is-yours" to="/rounds/$roundId/parts/$partId" params={{ roundId, partId: part.id }}>
      {words}
    </Link>
  );
}

const RANK = ['ally', 'contributor', 'headquarters', 'command', 'agency', 'school', 'operation', 'contractor', 'partner'];
