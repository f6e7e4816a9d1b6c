import './coverage.css';
import { useTranslations } from '#web/client/language.ts';
import type { CoverageHome } from '../../coverage/coverage-home.ts';
import { SHARE_GROUPS, totalOf } from '../../coverage/share.rules.ts';
import { translateCoverage } from './texts.ts';
import { useEuros } from './use-euros.ts';

type Shares = CoverageHome['shares'];
/** Of a bar, in its own units: a browser draws sums of millions badly. */
const WIDTH = 1000;
const SIGNS = { whole: '✓', lacking: '✕', unknown: '?' } as const;

/** Which contracts carry the whole set, in one sentence and two bars: by number, and by value as far as it is known. The words next to it say the same. */
export function ShareBars({ shares }: { shares: Shares }) {
  const t = useTranslations(translateCoverage);
  const euros = useEuros();
  const [contracts, valued] = [totalOf(shares, 'contracts'), totalOf(shares, 'valued')];
  const words = (group: keyof Shares, n: string) => t(`bar.${group}`, { n });
  return (
    <div className="panel share-bars">
      <p className="share-lead">
        {t(contracts > 0 && shares.unknown.contracts === contracts ? 'lead.unknown' : 'lead', {
          lacking: shares.lacking.contracts,
          contracts,
          unknown: shares.unknown.contracts,
        })}
      </p>
      <Bar name={t('by-number')} shares={shares} by="contracts" words={(group) => words(group, String(shares[group].contracts))} />
      {valued > 0 && <Bar name={t('by-value')} shares={shares} by="euros" words={(group) => words(group, euros(shares[group].euros))} />}
      <p className="small muted">{t('values', { n: contracts - valued })}</p>
    </div>
  );
}

type Line = { name: string; shares: Shares; by: 'contracts' | 'euros'; words: (group: keyof Shares) => string };

function Bar({ name, shares, by, words }: Line) {
  const total = totalOf(shares, by);
  const shown = SHARE_GROUPS.filter((group) => shares[group].contracts > 0);
  const before = (place: number) => shown.slice(0, place).reduce((sum, group) => sum + shares[group][by], 0);
  const wide = (part: number) => (part / total) * WIDTH;
  return (
    <div className="share-line">
      <span>{name}</span>
      <div>
        {total > 0 && (
          <svg className="share-bar" viewBox={`0 0 ${WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
            {shown.map((group, place) => (
              <rect key={group} className={group} x={wide(before(place))} width={wide(shares[group][by])} height="1" />
            ))}
          </svg>
        )}
        <ul>
          {shown.map((group) => (
            <li key={group}>
              <span className={`share-sign ${group}`} aria-hidden="true">
                {SIGNS[group]}
              </span>{' '}
              {words(group)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
