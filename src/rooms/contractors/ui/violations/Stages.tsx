import { useTranslations } from '#web/client/language.ts';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import { isPresent, STAGES, type StageFacts, stageStatus, stageWords } from './stages.rules.ts';
import { translateViolations } from './texts.ts';

/** The way from the notice to the record, and how far a violation is. */
export function Stages({ one }: { one: StageFacts }) {
  const t = useTranslations(translateViolations);
  return (
    <ol className="violation-stages">
      {STAGES.map((stage) => {
        const status = stageStatus(stage, one);
        return (
          <li key={stage} className={`is-${status}`} aria-current={isPresent(stage, one) && status === 'in-progress' ? 'step' : undefined}>
            <StatusGlyph status={status} /> {t(`stage.${stage}`)}
            <span className="out-of-sight"> {t(`stage.is-${stageWords(stage, one)}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
