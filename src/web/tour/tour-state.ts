import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';

/** Where a person is in a walk: its id, and the step from 0. */
export type TourState = { readonly walk: string; readonly step: number };

const KEY = 'manumit.tour';

/**
 * The walk of this tab and a change of it; null where there is none. An address with `walk` begins that walk, as the page /exercise offers it. The tab remembers it until
 * it is closed, left or signed out of.
 */
export function useTourState(): [TourState | null, (next: TourState | null) => void] {
  const { walk } = useSearch({ strict: false }) as Partial<Record<string, string>>;
  const [state, setState] = useState<TourState | null>(() => (walk === undefined ? readState() : { walk, step: 0 }));
  const change = (next: TourState | null) => {
    setState(next);
    try {
      if (next === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // A browser without storage forgets the walk when the page is loaded again.
    }
  };
  return [state, change];
}

function readState(): TourState | null {
  try {
    const { walk, step } = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as TourState;
    return typeof walk === 'string' && Number.isInteger(step) ? { walk, step } : null;
  } catch {
    return null;
  }
}
