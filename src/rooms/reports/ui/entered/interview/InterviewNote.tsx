import { useTranslations } from '#web/client/language.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { INTERVIEW_QUESTIONS, interviewOf } from '../interview.rules.ts';
import { translateInterview } from './texts.ts';

/** What a worker answered in an interview under a contract (5f), in the language of the reader. */
export function InterviewNote({ answers }: { answers: Readonly<Record<string, unknown>> }) {
  const t = useTranslations(translateInterview);
  const interview = interviewOf(answers);
  if (interview === null) return null;
  const given = INTERVIEW_QUESTIONS.flatMap((one) => {
    const answer = interview.answers[one];
    return answer === undefined ? [] : [{ key: one, name: t(one), value: t(`answer.${answer}`) }];
  });
  return (
    <>
      <p>
        {t('under', { contract: interview.contract })} {t(`interpreter.${interview.interpreter ?? 'unknown'}`)}
      </p>
      <KeyValues items={given} />
    </>
  );
}
