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
        const [status, words] = [stageStatus(stage, one), stageWords(stage, one)];
        return (
          <li key={stage} className={`is-${status}`} aria-current={isPresent(stage, one) && status === 'in-progress' ? 'step' : undefined}>
            <StatusGlyph status={status} /> {t(`stage.${stage}`)}
            {/* The glyph shows the others; a stage that came and was not recorded looks like one to come. */}
            <span className={words === 'unrecorded' ? 'small' : 'out-of-sight'}> {t(`stage.is-${words}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
