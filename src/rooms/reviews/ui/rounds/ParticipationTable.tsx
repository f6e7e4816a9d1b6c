import { Link } from '@tanstack/react-router';
import { LOWEST, labelCovers } from '#kernel/labels.ts';
import { collator, formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { ParticipationRow } from '../../participations/participation.schema.ts';
import type { RoundView } from '../../rounds/round.schema.ts';
import { translateReviewDesk } from '../texts.ts';
import { groupKey, stepKey } from '../words.ts';
import { AxisHead, PathBar, PathLegend } from './PathBar.tsx';
import { SHOWS, shownParticipations } from './round-view.ts';
import { axisOf } from './time-axis.ts';

const AXIS_WIDTH = 280;

/** Every party of a round that this reader may see: state, progress on one time axis, next step. Alphabetical within its group, or in the order of a head. */
export function ParticipationTable({
  round,
  participations,
  today,
}: {
  round: RoundView;
  participations: readonly ParticipationRow[];
  today: string;
}) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const [search, change] = useAddress();
  const show = SHOWS.find((one) => one === search.show);
  const axis = axisOf(round, participations, today, AXIS_WIDTH);
  const until = round.closedAt ?? new Date().toISOString();
  const compare = collator(locale);
  const sort = useSort<ParticipationRow>({
    party: ({ party }) => party.name[locale],
    state: ({ state }) => t(`state.${state}`),
    since: sinceOf,
    next: ({ next }) => next.due,
  });
  const shown = shownParticipations(participations, show).toSorted((a, b) => compare(a.party.name[locale], b.party.name[locale]));
  const groups = [...Map.groupBy(shown, (participation) => `${participation.group} ${participation.voluntary}`)].map(([key, rows]) => ({
    key,
    rows,
    first: rows[0] as ParticipationRow,
  }));
  return (
    <>
      <fieldset className="show-row no-print">
        <legend className="out-of-sight">{t('show.name')}</legend>
        {[undefined, ...SHOWS].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={one === show} onClick={() => change({ show: one ?? '' })}>
            {t(`show.${one ?? 'all'}`)} <span>{shownParticipations(participations, one).length}</span>
          </button>
        ))}
      </fieldset>
      <DataTable
        caption={t('round.table')}
        rowKey={(participation) => participation.id}
        sort={sort}
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
                    : t('round.owed', { day: formatDay(locale, round.calendar.selfAssessmentDue ?? first.selfAssessmentDue) })}
                </span>
              </>
            ),
          }))}
        columns={[
          {
            key: 'party',
            head: t('round.party'),
            cell: (participation) => (
              <>
                <Link
                  to="/rounds/$roundId/participations/$participationId"
                  params={{ roundId: round.id, participationId: participation.id }}
                >
                  {participation.party.name[locale]}
                </Link>
                {!labelCovers(LOWEST, participation.label) && (
                  <>
                    <br />
                    <small>
                      <LabelBadge label={participation.label} />
                    </small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'state',
            head: t('round.state'),
            cell: (participation) => (
              <span className={participation.state === 'overdue' ? 'is-late' : undefined}>{t(`state.${participation.state}`)}</span>
            ),
          },
          {
            key: 'since',
            head: t('round.since'),
            cell: (participation) => (
              <span className="muted">
                <DateText date={sinceOf(participation)} />
              </span>
            ),
          },
          {
            key: 'way',
            head: <AxisHead axis={axis} today={today} />,
            name: t('round.way'),
            cell: (participation) => <PathBar participation={participation} axis={axis} today={today} until={until} />,
          },
          {
            key: 'next',
            head: t('round.next'),
            cell: (participation) => <NextStep roundId={round.id} participation={participation} />,
          },
          {
            key: 'rated',
            head: t('round.rated'),
            number: true,
            cell: (participation) => {
              const counts = { rated: participation.rated, asked: participation.asked };
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

/** Since when a party is in its state: late since its due date. */
const sinceOf = ({ state, selfAssessmentDue, since }: ParticipationRow) => (state === 'overdue' ? selfAssessmentDue : since);

/** The next step in a few words with its date, on two lines where the table would not fit next to the side panel. A link where this reader takes the step. */
function NextStep({ roundId, participation }: { roundId: string; participation: ParticipationRow }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const step = t(stepKey(participation.next.action));
  const words = participation.next.due === null ? step : t('step.by', { step, day: formatDay(locale, participation.next.due) });
  if (!participation.yours) return words;
  return (
    <Link
      className="is-yours"
      to="/rounds/$roundId/participations/$participationId"
      params={{ roundId, participationId: participation.id }}
    >
      {words}
    </Link>
  );
}

const RANK = ['ally', 'contributor', 'headquarters', 'command', 'agency', 'school', 'operation', 'contractor', 'partner'];
