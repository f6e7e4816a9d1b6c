import type { z } from 'zod';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { translateReviewDesk } from '../texts.ts';

type Rating = NonNullable<z.infer<typeof ParticipationObligation>['rating']>;

/** The rating that counts, with its reason and the evidence's suggestion at that time. Earlier ones are collapsed below. */
export function RatingGiven({ obligation: { rating, earlierRatings } }: { obligation: ParticipationObligation }) {
  const t = useTranslations(translateReviewDesk);
  if (rating === null) return null;
  return (
    <div className="given">
      <OneRating rating={rating} />
      {earlierRatings.length > 0 && (
        <details>
          <summary className="small">{t('rate.earlier', { n: earlierRatings.length })}</summary>
          {earlierRatings.map((one) => (
            <OneRating key={one.id} rating={one} />
          ))}
        </details>
      )}
    </div>
  );
}

function OneRating({ rating }: { rating: Rating }) {
  const t = useTranslations(translateReviewDesk);
  return (
    <div className="rating">
      <p className="known-says">
        <span className="small muted">{t('rate.given')}</span> <StatusChip status={rating.status} />
        {rating.suggestion !== rating.status && (
          <>
            <span className="small muted">{t('rate.suggested')}</span> <StatusChip status={rating.suggestion} />
          </>
        )}
      </p>
      <p>{t('quote', { text: rating.reason })}</p>
      <p className="small muted">
        {rating.corrects && `${t('rate.corrected')} · `}
        {rating.by}, <DateText date={rating.at} time />
      </p>
    </div>
  );
}
