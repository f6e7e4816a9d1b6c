import { useEffect, useSyncExternalStore } from 'react';

let pages = 0;
const listeners = new Set<() => void>();
const count = (by: number) => {
  pages += by;
  for (const listener of listeners) listener();
};

/** Says that the page that is open can keep on this phone what is entered on it without a network, as long as `keeps`. */
export function useKeepsOffline(keeps: boolean): void {
  useEffect(() => {
    if (!keeps) return;
    count(1);
    return () => count(-1);
  }, [keeps]);
}

/** Whether the page that is open keeps what is entered without a network. */
export function useIsKeptOffline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => pages > 0,
  );
}
