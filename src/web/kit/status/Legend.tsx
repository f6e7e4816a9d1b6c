import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { markClass, StatusGlyph } from './StatusMark.tsx';

/** The signs and their words, always open below a table of marks. `differs` and `late` name the second signs of marks whose sources differ or whose evidence is overdue. */
export function Legend({ differs, late }: { differs?: string; late?: string }) {
  const t = useTranslations(translateDesk);
  const word = useTranslations(translateStatuses);
  return (
    <>
      <ul className="legend" aria-label={t('legend.name')}>
        {STATUSES.map((status) => (
          <li key={status}>
            <span className={`mark ${markClass(status)}`}>
              <StatusGlyph status={status} />
            </span>
            {word(status)}
          </li>
        ))}
      </ul>
      <ul className="legend">
        {ORIGINS.map((origin) => (
          <li key={origin}>
            <span className={`mark ${markClass('met', origin)}`}>
              <StatusGlyph status="met" />
            </span>
            {word(origin)}
          </li>
        ))}
        {differs && (
          <li>
            <span className={`mark ${markClass('met', 'measured')} differs`}>
              <StatusGlyph status="met" />
            </span>
            {differs}
          </li>
        )}
        {late && (
          <li>
            <span className={`mark ${markClass('partly-met', 'declared')} late`}>
              <StatusGlyph status="partly-met" />
            </span>
            {late}
          </li>
        )}
        <li className="muted">{t('legend.order')}</li>
      </ul>
    </>
  );
}
