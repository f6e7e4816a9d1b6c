import type { KeyboardEvent } from 'react';

/**
 * Moves the focus between the marks of a grid: left and right within the row, up and down to the same obligation of the next party, or to the nearest mark
 * where that obligation does not bind. Home and End go to the ends of the row. Marks carry their column in `data-stop`.
 */
export function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const from = event.target as HTMLElement;
  const row = from.closest('tr');
  if (!from.dataset.stop || row === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = targetOf(event.key, from, row, event.currentTarget);
  if (target === undefined) return;
  event.preventDefault();
  target?.focus();
}

function targetOf(key: string, from: HTMLElement, row: HTMLTableRowElement, table: HTMLTableElement): HTMLElement | null | undefined {
  const stops = stopsOf(row);
  const at = stops.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return stops[at + 1] ?? null;
    case 'ArrowLeft':
      return stops[at - 1] ?? null;
    case 'Home':
      return stops[0] ?? null;
    case 'End':
      return stops.at(-1) ?? null;
    case 'ArrowDown':
    case 'ArrowUp': {
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((one) => stopsOf(one).length > 0);
      const next = rows[rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)];
      if (next === undefined) return null;
      return next.querySelector<HTMLElement>(`[data-stop="${CSS.escape(from.dataset.stop!)}"]`) ?? closestStop(stopsOf(next), from);
    }
    default:
      return undefined;
  }
}

function stopsOf(row: HTMLTableRowElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-stop]')];
}

function closestStop(stops: HTMLElement[], from: HTMLElement): HTMLElement | null {
  const leftEdge = from.getBoundingClientRect().left;
  const distance = (stop: HTMLElement) => Math.abs(stop.getBoundingClientRect().left - leftEdge);
  return stops.reduce<HTMLElement | null>((best, stop) => (best === null || distance(stop) < distance(best) ? stop : best), null);
}
