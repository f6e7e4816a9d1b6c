import type { Origin } from '#kernel/status.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '../../client/language.ts';

/** The square of an evidence item, in the shape of its origin. */
export function EvidenceSquare({ origin }: { origin: Origin }) {
  const word = useTranslations(translateStatuses);
  return <span className={`square from-${origin}`} role="img" aria-label={word(origin)} />;
}
