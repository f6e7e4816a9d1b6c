import { languageOf } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Section } from '#web/kit/Section.tsx';
import type { Board } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';

const HEIGHT = 96;

/** How many people stop being ready, week by week. A list gives the same figures. */
export function Forecast({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const { forecast, ahead } = board;
  const most = Math.max(1, ...forecast.map(({ persons }) => persons));
  const total = forecast.reduce((sum, { persons }) => sum + persons, 0);
  const peak = total > 0 ? forecast.find(({ persons }) => persons === most) : undefined;
  const day = (text: string) =>
    new Intl.DateTimeFormat(languageOf(locale).tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(`${text}T00:00:00Z`),
    );
  const width = 320 / forecast.length;
  return (
    <Section title={t('forecast.title', { n: ahead })} side={t('forecast.unit')}>
      {peak === undefined ? (
        <p className="muted small">{t('forecast.none')}</p>
      ) : (
        <>
          <svg className="readiness-forecast" viewBox={`0 0 330 ${HEIGHT + 34}`} aria-hidden="true">
            {forecast.map(({ from, persons }, week) => {
              const tall = (persons * HEIGHT) / most;
              return (
                <g key={from}>
                  <rect
                    className={persons === most ? 'most' : ''}
                    x={5 + week * width}
                    y={14 + HEIGHT - tall}
                    width={width - 4}
                    height={tall}
                  />
                  {persons > 0 && (
                    <text x={5 + week * width + (width - 4) / 2} y={10 + HEIGHT - tall} textAnchor="middle">
                      {persons}
                    </text>
                  )}
                  {week % 4 === 0 && (
                    <text
                      x={week === forecast.length - 1 ? 326 : 5 + week * width}
                      y={HEIGHT + 30}
                      textAnchor={week === forecast.length - 1 ? 'end' : 'start'}
                    >
                      {day(from)}
                    </text>
                  )}
                </g>
              );
            })}
            <path d={`M4 ${HEIGHT + 14.5}h322`} />
          </svg>
          <p className="small muted">
            {t(most === total ? 'forecast.at-once' : 'forecast.peak', { n: most, of: total, day: formatDay(locale, peak.from, 'long') })}
          </p>
          <details className="folded readiness-weeks">
            <summary>{t('forecast.table')}</summary>
            <ul className="small">
              {forecast.map(({ from, persons }) => (
                <li key={from}>{t('forecast.week', { day: day(from), n: persons })}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Section>
  );
}
