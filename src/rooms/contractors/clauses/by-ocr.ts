import type { CheckedProvision } from './check/check-text.ts';

const OCR_CERTAINTY = 0.8;

/** A provision as it was read by OCR, where it was: a letter may be wrong, so it is less certain, and what is missing may be a misreading. Pure. */
export function byOcr(provision: CheckedProvision, pages: readonly number[]): CheckedProvision {
  if (pages.length === 0) return provision;
  if (provision.state === 'missing') return { ...provision, difference: `pages read by OCR: ${pages.join(', ')}` };
  if (provision.page === null || provision.confidence === null || !pages.includes(provision.page)) return provision;
  return { ...provision, confidence: Math.round(provision.confidence * OCR_CERTAINTY * 100) / 100 };
}
