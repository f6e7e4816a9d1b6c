import { useState } from 'react';
import { NAVIGATION_KEY } from '../client/device.ts';

/** How this browser shows the navigation: folded to a strip, and the groups that are closed, by their key; undefined until one was opened or closed. */
export type NavigationState = { folded: boolean; closed: readonly string[] | undefined };

/** The state of the navigation, and a change of it that the browser remembers, also after signing out. */
export function useNavigationState(): [NavigationState, (change: Partial<NavigationState>) => void] {
  const [state, setState] = useState(readState);
  const change = (part: Partial<NavigationState>) => {
    const next = { ...state, ...part };
    setState(next);
    try {
      localStorage.setItem(NAVIGATION_KEY, JSON.stringify(next));
    } catch {
      // A browser without storage forgets it with the page.
    }
  };
  return [state, change];
}

function readState(): NavigationState {
  try {
    const stored = JSON.parse(localStorage.getItem(NAVIGATION_KEY) ?? '{}') as Partial<NavigationState> | null;
    return { folded: stored?.folded === true, closed: Array.isArray(stored?.closed) ? stored.closed : undefined };
  } catch {
    return { folded: false, closed: undefined };
  }
}
