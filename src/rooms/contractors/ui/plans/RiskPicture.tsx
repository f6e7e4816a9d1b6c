import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { RISK_LEVELS } from '../../plans/risk.rules.ts';
import { translatePlans } from './texts.ts';

type Risk = AnswerOf<'/contracts/:contractId/plans'>['risk'];
const LEVELS = ['low', 'medium', 'high'] as const;

/** The risk of a contract by the house rules: three bars, the level in words, and each rule with its points. */
export function RiskPicture({ risk: { level, atMost, points, rules } }: { risk: Risk }) {
  const t = useTranslations(translatePlans);
  return (
    <div className="plan-risk">
      <div>
        <p>
          <RiskBars level={level} />
          <strong>{t('risk.level', { level: t(`risk.${level}`) })}</strong>
          <br />
          <span className="small muted">{t('risk.says', { points })}</span>
        </p>
        {atMost !== level && <p className="small">{t('risk.at-most', { level: t(`risk.${atMost}`) })}</p>}
      </div>
      <ul className="small">
        {rules.map(({ id, points: worth, holds }) => (
          <li key={id}>
            {t(`risk.rule.${id}`)}{' '}
            <span className="muted">
              {holds === null ? t('risk.holds.unknown') : holds ? t('risk.holds.yes', { points: worth }) : t('risk.holds.no')}
            </span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('risk.house', RISK_LEVELS)}</p>
    </div>
  );
}

function RiskBars({ level }: { level: Risk['level'] }) {
  const height = LEVELS.indexOf(level);
  return (
    <svg viewBox="0 0 22 16" aria-hidden="true">
      {LEVELS.map((one, n) => (
        <rect key={one} className={n <= height ? 'filled' : undefined} x={1 + n * 7} y={11 - n * 5} width={5} height={4 + n * 5} />
      ))}
    </svg>
  );
}
