import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import type { ReadModule } from '#rooms/courses/index.ts';
import type { CertificateClaims } from './certificate.rules.ts';

/**
 * Whether a practitioner had reviewed the content that was learned when the certificate was issued: in which function, and when. `unknown`: it was learned
 * elsewhere, or in a version that this program no longer holds.
 */
export const ContentReview = z.discriminatedUnion('status', [
  z.object({ status: z.literal('reviewed'), work: BothLanguages, on: z.string() }),
  z.object({ status: z.literal('not-reviewed') }),
  z.object({ status: z.literal('unknown') }),
]);
export type ContentReview = z.infer<typeof ContentReview>;

/** Ways of learning in which this program taught the content. In the others it was taught elsewhere. */
const TAUGHT_HERE: readonly string[] = ['player', 'class'];

/**
 * Whether a practitioner reviewed the content of a completion, as the certificate says it. `module`: the module as it is taught now; undefined: it is no longer
 * taught. Pure.
 */
export function reviewOf(
  { source, moduleVersion }: { readonly source: string; readonly moduleVersion: number },
  module: Pick<ReadModule['module'], 'version' | 'review'> | undefined,
): ContentReview {
  if (module === undefined || !TAUGHT_HERE.includes(source) || module.version !== moduleVersion) return { status: 'unknown' };
  const { review } = module;
  return review.status === 'reviewed' ? { status: 'reviewed', work: review.work, on: review.on } : { status: 'not-reviewed' };
}

/** The review as the token says it. */
export function reviewClaim(review: ContentReview): CertificateClaims['r'] {
  return review.status === 'reviewed' ? review.on : review.status === 'not-reviewed' ? 0 : null;
}
