import { type ReactNode, useEffect, useState } from 'react';
import { useSay } from '../client/language.ts';
import { sayDesk } from '../texts/texts.ts';

const LONG_MS = 1_000;

/**
 * Says that something goes on, once it has taken longer than a second; or at once what `children` know better. The region is there from the beginning: a screen reader
 * tells only what changes in one it knows.
 */
export function StillWorking({ on, children = null }: { on: boolean; children?: ReactNode }) {
  const say = useSay(sayDesk);
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [on]);
  return <div role="status">{children ?? (on && long && <p className="note">{say('still-working')}</p>)}</div>;
}
