import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { translateLearningDesk } from '../texts.ts';

/**
 * While access slips are being created, asks before the reader leaves the page, because the PINs of the part under way are shown nowhere else. Returns the same
 * question for what closes the form: whether the reader may leave.
 */
export function useAskWhileCreating(isCreating: boolean): () => boolean {
  const t = useTranslations(translateLearningDesk);
  const { history } = useRouter();
  // `useBlocker` of the router does the same, and every page would load it.
  useEffect(
    () => (isCreating ? history.block({ blockerFn: () => !confirm(t('access-slips.leave')), enableBeforeUnload: true }) : undefined),
    [isCreating, history, t],
  );
  return () => !isCreating || confirm(t('access-slips.leave'));
}
