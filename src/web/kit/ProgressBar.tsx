import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';

/** One bar in three parts with its words: done, done differently, left. Counts, not percentages. */
export function ProgressBar({ first, second, rest, words }: { first: number; second: number; rest: number; words: string }) {
  const parts = { first, second, rest };
  return (
    <div className="progress">
      <svg className="bar" viewBox={`0 0 ${Math.max(1, first + second + rest)} 1`} preserveAspectRatio="none" aria-hidden="true">
        {(['first', 'second', 'rest'] as const).map((part, place) => (
          <rect key={part} className={part} x={[0, first, first + second][place]} width={parts[part]} height="1" />
        ))}
      </svg>
      <p className="small muted">{words}</p>
    </div>
  );
}

/** The progress of an operation that is running: `share` is 0 to 1. */
export function Sending({ share, words }: { share: number; words: string }) {
  return <progress className="sending" value={share} max={1} aria-label={words} title={words} />;
}

const LONG_MS = 1_000;

/**
 * Says that an operation is running, once it has taken longer than a second; `children` that know more are shown at once. The live region exists from the
 * beginning, because a screen reader announces changes only in a region it already knows.
 */
export function StillWorking({ on, children = null }: { on: boolean; children?: ReactNode }) {
  const t = useTranslations(translateDesk);
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [on]);
  return <div role="status">{children ?? (on && long && <p className="note">{t('still-working')}</p>)}</div>;
}
