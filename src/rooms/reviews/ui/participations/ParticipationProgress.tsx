import { useTranslations } from '#web/client/language.ts';
import { ProgressBar } from '#web/kit/ProgressBar.tsx';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { progressOf, type Work } from '../participation-view.ts';
import { translateReviewDesk } from '../texts.ts';

/** One bar in three labelled parts. */
export function ParticipationProgress({ obligations, work }: { obligations: readonly ParticipationObligation[]; work: Work }) {
  const t = useTranslations(translateReviewDesk);
  const { first, second, rest, notKnown } = progressOf(obligations, work);
  const all = obligations.length;
  const words =
    work === 'rate'
      ? t('progress.rate', { done: first + second, all, first, second, rest })
      : t('progress.answer', { done: first + second, all, first, changed: second - notKnown, notKnown, rest });
  return <ProgressBar first={first} second={second} rest={rest} words={words} />;
}
