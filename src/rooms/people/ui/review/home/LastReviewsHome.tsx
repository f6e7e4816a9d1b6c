import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { LastReviewsHome as Data } from '../../../access-review/last-reviews-home.ts';
import { translateAccessHome } from './texts.ts';

const SHOWN = 5;

/** When access was last reviewed, the longest ago first. */
export default function LastReviewsHome({ data: { reviews } }: { data: Data }) {
  const t = useTranslations(translateAccessHome);
  const locale = useLocale();
  return (
    <Section title={t('audit.title')} side={reviews.length > 0 && t('audit.side', { n: reviews.length })}>
      {reviews.length === 0 && <p className="muted">{t('audit.none')}</p>}
      {reviews.length > 0 && (
        <ul className="panel home-list">
          {reviews.slice(0, SHOWN).map(({ party, on }) => (
            <li key={party?.en ?? ''}>
              <span>{party?.[locale] ?? t('no-party')}</span>
              <DateText date={on} />
            </li>
          ))}
        </ul>
      )}
      <p className="no-print">
        <Link to="/access">{t('audit.open')}</Link>
      </p>
    </Section>
  );
}
