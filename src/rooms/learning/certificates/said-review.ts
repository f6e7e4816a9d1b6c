import { formatDay, type Locale } from '#platform/texts/texts.ts';
import type { ContentReview } from './content-review.ts';
import { translateCertificates } from './texts.ts';

/** The sentence about the review of the content, as the paper says it. */
export function saidReview(locale: Locale, review: ContentReview): string {
  if (review.status !== 'reviewed') return translateCertificates(locale, `review.${review.status}`);
  return translateCertificates(locale, 'review.reviewed', { work: review.work[locale], day: formatDay(locale, review.on, 'long') });
}
