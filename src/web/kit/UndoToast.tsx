import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useSay } from '../client/language.ts';
import { sayDesk } from '../texts/texts.ts';
import { Button } from './Button.tsx';

/** How long a step can be taken back, in ms. */
const UNDO_FOR = 8_000;

type Offer = { text: string; undo: () => void };
const Undo = createContext<(text: string, undo: () => void) => void>(() => undefined);

/** Offers to take back what was just done: `const offerUndo = useUndo(); offerUndo('Moved.', () => ...)`. */
export function useUndo() {
  return useContext(Undo);
}

/** Holds the one offer at the foot of the page for 8 s; it waits while the pointer or the keyboard is on it. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const say = useSay(sayDesk);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [held, setHeld] = useState(false);
  const show = useCallback((text: string, undo: () => void) => setOffer({ text, undo }), []);
  useEffect(() => {
    if (offer === null || held) return;
    const timer = setTimeout(() => setOffer(null), UNDO_FOR);
    return () => clearTimeout(timer);
  }, [offer, held]);
  return (
    <Undo.Provider value={show}>
      {children}
      <div role="status">
        {offer !== null && (
          // biome-ignore lint/a11y/noStaticElementInteractions: watching the pointer only stops the clock
          <div
            className="toast"
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            {offer.text}
            <Button
              onClick={() => {
                offer.undo();
                setOffer(null);
                setHeld(false);
              }}
            >
              {say('undo')}
            </Button>
          </div>
        )}
      </div>
    </Undo.Provider>
  );
}
