import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';

/** Grey bars at row pitch while something loads. They do not move. */
export function Skeleton({ rows = 8 }: { rows?: number }) {
  const say = useSay(sayDesk);
  return (
    <div className="skeleton" role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <i key={row} />
      ))}
    </div>
  );
}
