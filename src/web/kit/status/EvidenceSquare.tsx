import type { Origin } from '#kernel/status.ts';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';

/** The square of an evidence item: filled where it arose from work, outlined where it was only declared. */
export function EvidenceSquare({ origin }: { origin: Origin }) {
  const t = useTranslations(translateDesk);
  return <span className={origin === 'declared' ? 'square declared' : 'square'} role="img" aria-label={t(`origin.${origin}`)} />;
}
