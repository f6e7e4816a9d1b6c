import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';

/** Grey bars at row pitch while something loads. They do not move. */
export function Skeleton({ rows = 8 }: { rows?: number }) {
  const t = useTranslations(translateDesk);
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <i key={row} />
      ))}
    </div>
  );
}
