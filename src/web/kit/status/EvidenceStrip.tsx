/** Evidence of one month (`2026-04`): how many items were measured, rated or read from a source, how many were declared. */
export type StripMonth = { month: string; filled: number; outlined: number };

const PITCH = 8;

/**
 * Two years of evidence in 24 squares of 6 px, oldest first: filled where something was measured, rated or read from a source, outlined where all was declared,
 * a faint dot where there is nothing. `tooOldBefore` draws a purple line before the first month that still counts, `deposit` a green one.
 */
export function EvidenceStrip({
  months,
  tooOldBefore,
  deposit,
  name,
}: {
  months: readonly StripMonth[];
  tooOldBefore?: string | undefined;
  deposit?: string | undefined;
  name: string;
}) {
  const at = (month: string | undefined) => (month === undefined ? -1 : months.findIndex((one) => one.month >= month));
  const [old, green] = [at(tooOldBefore), at(deposit)];
  const width = months.length * PITCH;
  return (
    <svg className="strip" role="img" aria-label={name} width={width} height="14" viewBox={`0 0 ${width} 14`}>
      {months.map(({ month, filled, outlined }, place) => {
        const x = place * PITCH + 1;
        if (filled > 0) return <rect key={month} className="filled" x={x} y="4" width="6" height="6" rx="1" />;
        if (outlined > 0) return <rect key={month} className="outlined" x={x + 0.6} y="4.6" width="4.8" height="4.8" rx="1" />;
        return <rect key={month} className="nothing" x={x + 2} y="6" width="2" height="2" />;
      })}
      {old > 0 && <path className="too-old" d={`M${old * PITCH} 0V14`} />}
      {green >= 0 && <path className="deposit" d={`M${green * PITCH} 0V14`} />}
    </svg>
  );
}
