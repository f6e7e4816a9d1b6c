import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { markClass, StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { StatusCount } from '../../matrix/clauses-home.schema.ts';
import { translateClausesHome } from './texts.ts';

/**
 * The counts of a clause as a stacked bar with the same counts as numbers. `widest` is the total of the longest bar of the table, so that one unit has one
 * length everywhere. The numbers are what a screen reader reads and what is printed in words.
 */
export function ClauseBar({ counts, widest }: { counts: readonly StatusCount[]; widest: number }) {
  const t = useTranslations(translateClausesHome);
  const word = useTranslations(translateStatuses);
  const starts = counts.map((_, place) => counts.slice(0, place).reduce((sum, { n }) => sum + n, 0));
  return (
    <>
      <svg className="clause-bar" viewBox={`0 0 ${widest} 10`} preserveAspectRatio="none" aria-hidden="true">
        {counts.map(({ status, origin, n }, place) => (
          <rect
            key={`${status} ${origin}`}
            className={`bar-${status}${origin === 'declared' || origin === null ? ' is-outlined' : ''}`}
            x={starts[place]! + 0.04}
            y={0.6}
            width={n - 0.08}
            height={8.8}
          />
        ))}
      </svg>
      <ul className="clause-counts">
        {counts.map(({ status, origin, n }) => {
          const name =
            origin === null
              ? t('count', { n, status: lowered(word(status)) })
              : t('count.from', { n, status: lowered(word(status)), origin: lowered(word(origin)) });
          return (
            <li key={`${status} ${origin}`} title={name}>
              <span className={`mark with-number ${markClass(status, origin)}`} aria-hidden="true">
                <StatusGlyph status={status} />
                {n}
              </span>
              <span className="out-of-sight">{name}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
