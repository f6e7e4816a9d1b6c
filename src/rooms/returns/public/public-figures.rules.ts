/**
 * The figures of one section, as everybody may read them; null: left out. A figure from 1 to below `smallest` is left out. So is one from
 * which, with others that are shown, such a figure could be worked out: trained taken from deployed leaves those who were not.
 */
export function publicFigures(figures: readonly number[], smallest: number): (number | null)[] {
  const isSmall = (count: number) => count > 0 && count < smallest;
  const shown = new Set(figures.flatMap((count, at) => (isSmall(count) ? [] : [at])));
  for (let parts = telling(figures, shown, isSmall); parts !== null; parts = telling(figures, shown, isSmall))
    // The smallest of them says least.
    shown.delete(parts.toSorted((a, b) => figures[a]! - figures[b]!)[0]!);
  return figures.map((count, at) => (shown.has(at) ? count : null));
}

// Which parts, taken from one whole, leave a small rest. An empty figure changes no rest. Where so many stand together that it is not to be counted out, all of them would tell.
const MOST = 12;
function telling(figures: readonly number[], shown: ReadonlySet<number>, isSmall: (rest: number) => boolean): number[] | null {
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
