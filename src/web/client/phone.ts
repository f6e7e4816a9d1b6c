import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 767px)';

/** Rows of a first page: a few on a phone, where a long list separates the reader from the content below it. */
export function rowsToShow(wide: number, phone: number): number {
  return matchMedia(PHONE).matches ? phone : wide;
}

/** Whether the window is narrow, as on a phone. Paper is wide enough, regardless of the size of the window. */
export const useNarrow = (): boolean => useMedia(PHONE);

/** Whether this condition of CSS is true of the window, now and after each change. */
export function useMedia(condition: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(condition);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(condition).matches,
  );
}
