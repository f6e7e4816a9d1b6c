import { CONFIDENCES, type Confidence } from '../treaties/treaty-words.rules.ts';
import { useTreatyWords } from './treaty-words.ts';

// Two dots: filled is a source, a ring is a missing one. Broken rings mean inferred from a position, a line means no date, and ≠ is a conflict.
const SIGNS: Record<Exclude<Confidence, 'none'>, React.ReactNode> = {
  'two-sources': (
    <>
      <circle className="full" cx="4" cy="5" r="2.6" />
      <circle className="full" cx="12" cy="5" r="2.6" />
    </>
  ),
  'one-source': (
    <>
      <circle className="full" cx="4" cy="5" r="2.6" />
      <circle cx="12" cy="5" r="2.1" />
    </>
  ),
  position: (
    <>
      <circle cx="4" cy="5" r="2.1" strokeDasharray="1.6 1.4" />
      <circle cx="12" cy="5" r="2.1" strokeDasharray="1.6 1.4" />
    </>
  ),
  'status-only': <path d="M2 5h12" />,
  conflict: <path d="M3 3.4h10M3 6.8h10M10 1 6 9" />,
};

/** The small sign for the confidence of a cell. Unknown has no confidence. */
export function ConfidenceSign({ confidence, named = true }: { confidence: Confidence; named?: boolean }) {
  const { confidence: words } = useTreatyWords();
  if (confidence === 'none') return null;
  const sign = (
    <svg className="treaty-sure" width="16" height="10" viewBox="0 0 16 10" aria-hidden="true">
      {SIGNS[confidence]}
    </svg>
  );
  if (!named) return sign;
  return (
    <span role="img" aria-label={words(confidence)} title={words(confidence)}>
      {sign}
    </span>
  );
}

/** Legend of the signs; always open below the table. */
export function ConfidenceLegend() {
  const { pub, confidence } = useTreatyWords();
  return (
    <ul className="legend" aria-label={pub('confidence.title')}>
      {CONFIDENCES.filter((one) => one !== 'none').map((one) => (
        <li key={one}>
          <ConfidenceSign confidence={one} named={false} /> {confidence(one)}
        </li>
      ))}
    </ul>
  );
}
