import { type RefObject, useEffect, useRef } from 'react';

/** For a form that opens away from its button: focuses its first field, and the button again once the form is closed. */
export function useFocusInside<Frame extends HTMLElement>(): RefObject<Frame | null> {
  const frame = useRef<Frame>(null);
  useEffect(() => {
    const from = document.activeElement;
    frame.current?.querySelector<HTMLElement>('input, textarea')?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  return frame;
}
