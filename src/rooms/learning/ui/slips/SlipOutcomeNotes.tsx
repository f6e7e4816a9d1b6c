import { useTranslations } from '#web/client/language.ts';
import { translateLearningDesk } from '../texts.ts';
import type { SlipOutcome } from './slip-outcome.rules.ts';

/** The numbers for which no slip with a PIN is shown, and what to do for each. */
export function SlipOutcomeNotes({ outcome: { withoutPin, had } }: { outcome: SlipOutcome }) {
  const t = useTranslations(translateLearningDesk);
  return (
    <>
      {withoutPin.length > 0 && (
        <p className="note">{t('access-slips.without-pin', { count: withoutPin.length, numbers: withoutPin.join(', ') })}</p>
      )}
      {had.length > 0 && <p className="note">{t('access-slips.had', { count: had.length, numbers: had.join(', ') })}</p>}
    </>
  );
}

/** After a lost answer: the server may have created these slips. */
export function SlipsUnknown({ count }: { count: number }) {
  const t = useTranslations(translateLearningDesk);
  return count > 0 ? <p className="note">{t('access-slips.unknown', { count })}</p> : null;
}
