import type { Origin } from '#kernel/status.ts';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';

/** The square of an evidence item, in the shape of its origin. */
export function EvidenceSquare({ origin }: { origin: Origin }) {
  const t = useTranslations(translateDesk);
  return <span className={`square from-${origin}`} role="img" aria-label={t(`origin.${origin}`)} />;
}
