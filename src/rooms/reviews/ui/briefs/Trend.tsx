import { useTranslations } from '#web/client/language.ts';
import { translateBrief } from '../../briefs/texts.ts';
import { keyOf, type TrendView } from './trend-view.ts';

const HEIGHT = 56;
const WIDTH = 26;
const GAP = 6;

/** Ratings by round, one small picture for each clause on one scale, and the same as a table. Counts, never a score. */
export function Trend({ trend }: { trend: readonly TrendView[] }) {
  const t = useTranslations(translateBrief);
  return (
    <>
      <ul className="trend">
        {trend.map((clause) => (
          <li key={clause.key}>
            <span className="small">{clause.title}</span>
            <Bars clause={clause} />
          </li>
        ))}
      </ul>
      <ul className="trend-key small muted">
        {keyOf(trend).map(({ status, word }) => (
          <li key={status}>
            <svg width="12" height="12" aria-hidden="true">
              <rect className={`trend-${status}`} width="12" height="12" />
            </svg>{' '}
            {word}
          </li>
        ))}
        <li>{trend[0]?.rounds.map(({ title }) => title).join(' → ')}</li>
      </ul>
      <details className="folded no-print">
        <summary>{t('trend.table')}</summary>
        <div className="table-frame">
          <table className="table">
            <caption className="out-of-sight">{t('trend')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('clause')}</th>
                <th scope="col">{t('trend.round')}</th>
                <th scope="col">{t('trend.rating')}</th>
                <th scope="col" className="number">
                  {t('trend.n')}
                </th>
              </tr>
            </thead>
            <tbody>
              {trend.flatMap((clause) =>
                clause.rounds.flatMap((round) =>
                  round.parts.map((part) => (
                    <tr key={`${clause.key} ${round.title} ${part.status}`}>
                      <th scope="row">{clause.title}</th>
                      <td data-head={t('trend.round')}>{round.title}</td>
                      <td data-head={t('trend.rating')}>{part.word}</td>
                      <td data-head={t('trend.n')} className="number">
                        {part.n}
                      </td>
                    </tr>
                  )),
                ),
              )}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function Bars({ clause }: { clause: TrendView }) {
  const sums = clause.rounds.map(({ parts }) => parts.reduce((sum, { n }) => sum + n, 0));
  const most = Math.max(1, ...sums);
  const width = clause.rounds.length * (WIDTH + GAP);
  return (
    <svg role="img" aria-label={clause.alt} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      <title>{clause.alt}</title>
      {clause.rounds.flatMap((round, at) => {
        let top = HEIGHT;
        return round.parts.map(({ status, n }) => {
          const height = (HEIGHT * n) / most;
          top -= height;
          return (
            <g key={`${round.title} ${status}`}>
              <rect
                className={`trend-${status}`}
                x={at * (WIDTH + GAP) + 0.5}
                y={top + 0.5}
                width={WIDTH - 1}
                height={Math.max(height - 1, 1)}
              />
              {height >= 12 && (
                <text className={`on-${status}`} x={at * (WIDTH + GAP) + WIDTH / 2} y={top + height / 2 + 4} textAnchor="middle">
                  {n}
                </text>
              )}
            </g>
          );
        });
      })}
    </svg>
  );
}
