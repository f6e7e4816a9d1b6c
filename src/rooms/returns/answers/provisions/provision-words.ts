import { formatDay, type Locale } from '#platform/texts/texts.ts';
import type { Provision } from './provision.schema.ts';
import { translateProvisions } from './texts.ts';

/** A provision in lines of text besides its wording and address: what it is, its penalty, and since when it is in force. */
export function provisionLines(locale: Locale, provision: Provision): string[] {
  const { law, paragraph, penaltyFrom, penaltyTo, penaltyUnit, penaltyNote, inForceFrom, inForceUntil } = provision;
  const t = (key: Parameters<typeof translateProvisions>[1], values: Record<string, string | number>) =>
    translateProvisions(locale, key, values);
  const range = penaltyFrom !== null && penaltyTo !== null ? 'range' : penaltyFrom !== null ? 'from' : penaltyTo !== null ? 'to' : null;
  const figures = range && t(`penalty.${range}`, { from: penaltyFrom ?? 0, to: penaltyTo ?? 0, unit: penaltyUnit ?? '' });
  const penalty =
    figures && penaltyNote ? `${figures}; ${penaltyNote}` : (figures ?? (penaltyNote && t('penalty.note', { note: penaltyNote })));
  const force = inForceFrom && inForceUntil ? 'both' : inForceFrom ? 'from' : inForceUntil ? 'until' : null;
  const days = { from: inForceFrom ? formatDay(locale, inForceFrom) : '', until: inForceUntil ? formatDay(locale, inForceUntil) : '' };
  return [t('cited', { law, paragraph }), penalty, force && t(`force.${force}`, days)].filter((line) => line !== null);
}
