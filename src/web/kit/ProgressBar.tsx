/** One bar in three parts with its words: what is done, what is done differently, what is left. Counts, not shares. */
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

/** How much of something has been done while it goes on: `share` is 0 to 1. */
export function Sending({ share, words }: { share: number; words: string }) {
  return <progress className="sending" value={share} max={1} aria-label={words} title={words} />;
}
