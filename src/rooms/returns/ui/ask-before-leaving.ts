import { useEffect } from 'react';
import { unsaved } from '#web/client/unsaved.ts';

/** Lets the browser ask before the tab is closed while something on this page is not saved. */
export function useAskBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!unsaved.isEmpty()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
}
