import type { Origin, Status } from '#kernel/status.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '../../client/language.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** A status in words next to its sign, with its origin where one is given. */
export function StatusChip({ status, origin = null }: { status: Status; origin?: Origin | null }) {
  const word = useTranslations(translateStatuses);
  return (
    <span className={`chip ${markClass(status, origin)}`}>
      <StatusGlyph status={status} />
      {word(status)}
      {origin && ` · ${word(origin)}`}
    </span>
  );
}
