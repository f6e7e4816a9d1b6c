/**
 * The public figures of one section; null: suppressed. A figure from 1 to below `smallest` is suppressed. So is a figure from which, with other shown figures,
 * such a small one could be derived: deployed less trained gives those who were not trained.
 */
export function publicFigures(figures: readonly number[], smallest: number): (number | null)[] {
  const isSmall = (count: number) => count > 0 && count < smallest;
  const shown = new Set(figures.flatMap((count, at) => (isSmall(count) ? [] : [at])));
  for (let parts = revealingFigures(figures, shown, isSmall); parts !== null; parts = revealingFigures(figures, shown, isSmall))
    // The smallest of them carries least information.
    shown.delete(parts.toSorted((a, b) => figures[a]! - figures[b]!)[0]!);
  return figures.map((count, at) => (shown.has(at) ? count : null));
}

// Finds parts that, subtracted from a whole, leave a small rest. Empty figures do not change a rest. With more figures than MOST the
// combinations are not tried: the smallest figures are suppressed until MOST are left.
const MOST = 12;
function revealingFigures(figures: readonly number[], shown: ReadonlySet<number>, isSmall: (rest: number) => boolean): number[] | null {
  const filled = [...shown].filter((at) => figures[at]! > 0);
  if (filled.length > MOST) return filled;
  for (const whole of filled) {
    const others = filled.filter((at) => at !== whole);
    for (let choice = 1; choice < 2 ** others.length; choice++) {
      const parts = others.filter((_, bit) => choice & (2 ** bit));
      if (isSmall(figures[whole]! - parts.reduce((sum, at) => sum + figures[at]!, 0))) return parts;
    }
  }
  return null;
}
