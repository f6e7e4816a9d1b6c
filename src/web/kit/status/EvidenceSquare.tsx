import type { Origin } from '#kernel/status.ts';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';

/** The square of an evidence item: filled where it arose from work, outlined where it was only declared. */
export function EvidenceSquare({ origin }: { origin: Origin }) {
  const say = useSay(sayDesk);
  return <span className={origin === 'declared' ? 'square declared' : 'square'} role="img" aria-label={say(`origin.${origin}`)} />;
}
