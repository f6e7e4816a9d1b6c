import type { Origin, Status } from '#kernel/status.ts';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** A status in words next to its sign, with its origin where one is given. */
export function StatusChip({ status, origin = null }: { status: Status; origin?: Origin | null }) {
  const t = useTranslations(translateDesk);
  return (
    <span className={`chip ${markClass(status, origin)}`}>
      <StatusGlyph status={status} />
      {t(`status.${status}`)}
      {origin && ` · ${t(`origin.${origin}`)}`}
    </span>
  );
}
