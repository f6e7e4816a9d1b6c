/** The figures of a measured share, as the English title of its evidence states them first; undefined for another title. Pure. */
export function figuresOf(title: string): { ready: number; persons: number } | undefined {
  const found = /^(\d+) of (\d+) /.exec(title);
  return found === null ? undefined : { ready: Number(found[1]), persons: Number(found[2]) };
}

/** Figures of another party: null where fewer than `smallest` people would show, directly or by difference. The database does the same for today's counts. Pure. */
export function withoutSmall(
  { ready, persons }: { ready: number; persons: number },
  smallest: number,
): { ready: number | null; persons: number | null } {
  if (persons < smallest) return { ready: null, persons: null };
  const shows = (n: number) => n === 0 || n >= smallest;
  return { persons, ready: shows(ready) && shows(persons - ready) ? ready : null };
}
