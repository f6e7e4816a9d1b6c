import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import type { ParticipationObligation } from '../../views/participation-view.schema.ts';
import { translateReviewDesk } from '../texts.ts';

/** What the register knows of an obligation: what the evidence says, each evidence item with source and date, and the party's own last answer. */
export function Known({ obligation }: { obligation: ParticipationObligation }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { lastAnswer } = obligation;
  return (
    <div className="known">
      <p className="known-says">
        <span className="small muted">{t('known.evidence')}</span>{' '}
        <StatusChip status={obligation.status} declared={obligation.declaredOnly} />
      </p>
      {obligation.evidence.length === 0 && <p className="small muted">{t('known.nothing')}</p>}
      <ul>
        {obligation.evidence.map((piece) => (
          <li key={piece.id}>
            <EvidenceSquare origin={piece.declared ? 'declared' : 'arose'} />
            <span>
              <Link to="/evidence/$pieceId" params={{ pieceId: piece.id }}>
                {piece.title[locale]}
              </Link>
              <small>
                {t(piece.declared ? 'known.declared' : 'known.arose')} · <DateText date={piece.date} /> · {piece.sources[locale]}
                {piece.asOf !== null && (
                  <>
                    {' · '}
                    {t('known.as-of')} <DateText date={piece.asOf} />
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
          {lastAnswer.says === null ? t(`choice.${lastAnswer.choice}`) : t(`says.${lastAnswer.says}`)}
          {lastAnswer.note !== null && ` · ${lastAnswer.note}`}
        </p>
      )}
    </div>
  );
}
