import { useTranslations } from '#web/client/language.ts';
import { enteredOf } from './entered.rules.ts';
import { InterviewNote } from './interview/InterviewNote.tsx';
import { translateEntered } from './texts.ts';

/** Who wrote a report down: an operator who received it, and whether anyone can read an answer. Nothing where its reporter wrote it. */
export function EnteredNote({ answers }: { answers: Readonly<Record<string, unknown>> }) {
  const t = useTranslations(translateEntered);
  const entered = enteredOf(answers);
  if (entered === null) return null;
  return (
    <>
      <p className="note">
        {t(`${entered.came}`)} {t(`${entered.code}`)}
      </p>
      {entered.came === 'interview' && <InterviewNote answers={answers} />}
    </>
  );
}
