import { useTranslations } from '#web/client/language.ts';
import type { PartyShares } from '../../board/board.schema.ts';
import { translateShares } from './texts.ts';

const [WIDTH, HEIGHT, FROM] = [96, 26, 60];

/** The measured shares of past months as a line between floor and target. The table below the list has the same figures. */
export function Trend({ months, target, floor }: { months: PartyShares['parties'][number]['months']; target: number; floor: number }) {
  const s = useTranslations(translateShares);
  const shown = months.flatMap(({ measuredOn, ready, persons }) =>
    ready === null || !persons ? [] : [{ measuredOn, percent: Math.floor((ready * 100) / persons) }],
  );
  if (shown.length === 0) return <span className="muted">{s('no-trend')}</span>;
  const y = (percent: number) => HEIGHT - 3 - ((Math.max(FROM, percent) - FROM) / (100 - FROM)) * (HEIGHT - 6);
  const x = (place: number) => (shown.length === 1 ? WIDTH - 6 : 6 + (place * (WIDTH - 12)) / (shown.length - 1));
  const last = shown.at(-1)!;
  return (
    <span className="readiness-trend">
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <path className="limit" d={`M0 ${y(target)}h${WIDTH}`} />
        <path className="limit" d={`M0 ${y(floor)}h${WIDTH}`} />
        <polyline points={shown.map(({ percent }, place) => `${x(place)},${y(percent)}`).join(' ')} />
        <circle cx={x(shown.length - 1)} cy={y(last.percent)} r="3" />
      </svg>
      <span className="small muted">
        {shown.length === 1 ? s('once') : s('from-to', { from: shown[0]!.percent, to: last.percent, n: shown.length })}
      </span>
    </span>
  );
}
