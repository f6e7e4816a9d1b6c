import './contracts.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { COVERAGES } from '../register/contract.rules.ts';
import { translateContracts } from './texts.ts';

const countsQuery = queryOptions({ queryKey: ['contracts', 'counts'], queryFn: ({ signal }) => get('/contract-counts', {}, signal) });

/** What the contracts that the reader may see carry, each counted once: one bar, the counts in words, and their value in euros as far as it is known. */
export function CoverageHead() {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  const { data } = useQuery(countsQuery);
  if (!data) return null;
  const counts = COVERAGES.map((one) => data.items.find(({ coverage }) => coverage === one)!).toReversed();
  const sum = (name: 'contracts' | 'valued') => counts.reduce((total, one) => total + one[name], 0);
  const total = sum('contracts');
  if (total === 0) return null;
  const shown = counts.filter(({ contracts }) => contracts > 0);
  const before = (place: number) => shown.slice(0, place).reduce((width, { contracts }) => width + contracts, 0);
  const euros = counts.reduce((all, one) => all + Number(one.euros), 0);
  return (
    <section className="panel coverage" aria-label={t('coverage')}>
      <p>
        <b className="coverage-count">{t('coverage.count', { present: counts[0]!.contracts, total })}</b> {t('coverage.says', { total })}
      </p>
      <div>
        <svg className="coverage-bar" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
          {shown.map(({ coverage, contracts }, place) => (
            <rect key={coverage} className={coverage} x={before(place)} width={contracts} height="1" />
          ))}
        </svg>
        <ul>
          {shown.map(({ coverage, contracts }) => (
            <li key={coverage}>
              <span className={`coverage-sign ${coverage}`} aria-hidden="true" /> <b>{contracts}</b> {t(`coverage.${coverage}`)}
            </li>
          ))}
        </ul>
        <p className="small muted">
          {t('coverage.euros', {
            euros: new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(euros),
            valued: sum('valued'),
            rest: total - sum('valued'),
          })}
        </p>
      </div>
    </section>
  );
}
