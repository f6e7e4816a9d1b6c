import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { PARTICIPATION_STATES } from '../../participations/participation.rules.ts';
import type { ParticipationRow } from '../../participations/participation.schema.ts';
import { translateReviewDesk } from '../texts.ts';
import { type Axis, lateStretch, stretchesOf } from './time-axis.ts';

const HEIGHT = 22;
const isState = (state: string) => PARTICIPATION_STATES.find((one) => one === state);

/** The months and today above the bars, on the same axis. */
export function AxisHead({ axis, today }: { axis: Axis; today: string }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const now = axis.x(today);
  const short = (day: string, at: number) =>
    at === 0 ? formatDay(locale, day.slice(0, 7)) : formatDay(locale, day.slice(0, 7)).replace(/ \d+$/, '');
  return (
    <>
      <span className="out-of-sight">{t('round.way')}</span>
      <svg className="axis" width={axis.width} height="30" aria-hidden="true">
        {axis.months.map(({ day, x }, at) => (
          <text key={day} x={x} y="27">
            {short(day, at)}
          </text>
        ))}
        <text className="now" x={now} y="11" textAnchor={now > axis.width / 2 ? 'end' : 'start'} dx={now > axis.width / 2 ? -4 : 4}>
          {t('round.today', { day: formatDay(locale, today) })}
        </text>
        <path className="today" d={`M${now} 2v28`} />
      </svg>
    </>
  );
}

/** One party's progress: a bar per state, light to dark; dashed where voluntary, purple below after the due date, dotted today, a mark for the next date. */
export function PathBar({
  participation,
  axis,
  today,
  until,
}: {
  participation: ParticipationRow;
  axis: Axis;
  today: string;
  until: string;
}) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const late = lateStretch(participation, axis, until);
  const now = axis.x(today);
  const stretches = stretchesOf(participation, axis, until);
  const words = stretches.map(({ state, at }) => {
    const known = isState(state);
    return t('round.since-day', { state: known ? t(`state.${known}`) : state, day: formatDay(locale, at.slice(0, 10)) });
  });
  return (
    <svg
      className="way"
      width={axis.width}
      height={HEIGHT}
      viewBox={`0 0 ${axis.width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={[...words, ...(late ? [t('legend.late')] : [])].join('; ')}
    >
      {axis.months.map(({ day, x }) => (
        <path key={day} className="month" d={`M${x + 0.5} 0v${HEIGHT}`} />
      ))}
      {stretches.map(({ state, at, from, to }) => (
        <rect
          key={`${state} ${at}`}
          className={`stretch is-${isState(state) ?? 'asked'}${participation.voluntary ? ' is-voluntary' : ''}`}
          x={from + 0.5}
          y="4.5"
          width={Math.max(1.5, to - from - 1)}
          height="12"
        />
      ))}
      {late && <rect className="after-due" x={late.from} y="18" width={Math.max(1.5, late.to - late.from)} height="2.5" />}
      {participation.next.due && participation.next.due > today && <path className="due" d={`M${axis.x(participation.next.due)} 4v13`} />}
      <path className="today" d={`M${now} 0v${HEIGHT}`} />
    </svg>
  );
}

/** Legend of the bars. */
export function PathLegend() {
  const t = useTranslations(translateReviewDesk);
  return (
    <ul className="legend" aria-label={t('legend.name')}>
      {PARTICIPATION_STATES.map((state) => (
        <li key={state}>
          <svg width="16" height="12" aria-hidden="true">
            <rect className={`stretch is-${state}`} x=".5" y=".5" width="15" height="11" />
          </svg>
          {t(`state.${state}`)}
        </li>
      ))}
      <li>
        <svg width="16" height="12" aria-hidden="true">
          <rect className="stretch is-submitted is-voluntary" x=".5" y=".5" width="15" height="11" />
        </svg>
        {t('legend.voluntary')}
      </li>
      <li>
        <svg width="16" height="12" aria-hidden="true">
          <rect className="after-due" y="5" width="16" height="2.5" />
        </svg>
        {t('legend.late')}
      </li>
      <li>
        <svg width="8" height="12" aria-hidden="true">
          <path className="due" d="M4 0v12" />
        </svg>
        {t('legend.due')}
      </li>
    </ul>
  );
}
