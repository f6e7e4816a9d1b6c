import { Link } from '@tanstack/react-router';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { translateReviewDesk } from '../texts.ts';

/** What the register knows of an obligation: what the evidence says, each evidence item with source and date, and the party's own last answer. */
export function Known({ obligation }: { obligation: ParticipationObligation }) {
  const t = useTranslations(translateReviewDesk);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const { lastAnswer } = obligation;
  return (
    <div className="known">
      <p className="known-says">
        <span className="small muted">{t('known.evidence')}</span> <StatusChip status={obligation.status} origin={obligation.origin} />
      </p>
      {obligation.evidence.length === 0 && <p className="small muted">{t('known.nothing')}</p>}
      <ul>
        {obligation.evidence.map((item) => (
          <li key={item.id}>
            <EvidenceSquare origin={item.origin} />
            <span>
              <Link to="/evidence/$itemId" params={{ itemId: item.id }}>
                {item.title[locale]}
              </Link>
              <small>
                {word(item.origin)} · <DateText date={item.date} /> · {item.sources[locale]}
                {item.asOf !== null && (
                  <>
                    {' · '}
                    {t('known.as-of')} <DateText date={item.asOf} />
                  </>
                )}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {lastAnswer && (
        <p className="small muted">
          {t('known.last', { round: lastAnswer.round[locale] })}{' '}
          {lastAnswer.says === null ? t(`choice.${lastAnswer.choice}`) : word(lastAnswer.says)}
          {lastAnswer.note !== null && ` · ${lastAnswer.note}`}
        </p>
      )}
    </div>
  );
}
