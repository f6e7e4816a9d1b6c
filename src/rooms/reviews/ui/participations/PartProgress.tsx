import { useSay } from '#web/client/language.ts';
import { ProgressBar } from '#web/kit/ProgressBar.tsx';
import type { PartDuty } from '../../views/participation-view.schema.ts';
import { progressOf, type Work } from '../part-view.ts';
import { sayReviewDesk } from '../texts.ts';

/** One bar in three parts with its words. */
export function PartProgress({ duties, work }: { duties: readonly PartDuty[]; work: Work }) {
  const t = useSay(sayReviewDesk);
  const { first, second, rest, notKnown } = progressOf(duties, work);
  const all = duties.length;
  const words =
    work === 'rate'
      ? t('progress.rate', { done: first + second, all, first, second, rest })
      : t('progress.answer', { done: first + second, all, first, changed: second - notKnown, notKnown, rest });
  return <ProgressBar first={first} second={second} rest={rest} words={words} />;
}
