import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateInterview } from '../entered/interview/texts.ts';
import {
  INTERPRETERS,
  INTERVIEW_ANSWERS,
  INTERVIEW_QUESTIONS,
  type InterviewAnswer,
  type Interviewed,
} from '../entered/interview.rules.ts';
import { translateEntry } from './texts.ts';

/** What was asked in an interview under a contract (5f). `isAlone`: nobody of the firm hears it. It is in the memory of this page only. */
export type AskedInterview = {
  readonly isAlone: boolean;
  readonly interpreter: (typeof INTERPRETERS)[number] | '';
  readonly answers: Interviewed;
};
export const NOT_ASKED: AskedInterview = { isAlone: false, interpreter: '', answers: {} };

/** Why an interview may not go on: it is never led, heard or interpreted by the firm. Null where it may. Pure. */
export function interviewFault({ isAlone, interpreter }: AskedInterview) {
  if (!isAlone) return 'interview.alone-missing';
  if (interpreter === '') return 'interview.interpreter-missing';
  return interpreter === 'firm' ? 'interview.interpreter-firm' : null;
}

/** The questions of an interview, each of which may be left open, after who hears and who interprets it. */
export function InterviewQuestions({
  asked,
  change,
  fault,
}: {
  asked: AskedInterview;
  change: (part: Partial<AskedInterview>) => void;
  fault: string | null;
}) {
  const t = useTranslations(translateEntry);
  const i = useTranslations(translateInterview);
  return (
    <>
      <Section title={t('interview.before')}>
        <div className="choices">
          <label>
            <input type="checkbox" checked={asked.isAlone} onChange={({ target }) => change({ isAlone: target.checked })} />
            {t('interview.alone')}
          </label>
        </div>
        {fault === 'interview.alone-missing' && (
          <p role="alert" className="note fault">
            {t('interview.alone-missing')}
          </p>
        )}
        <SelectField
          id="interpreter"
          label={t('interview.interpreter')}
          value={asked.interpreter}
          error={
            asked.interpreter === 'firm'
              ? t('interview.interpreter-firm')
              : fault === 'interview.interpreter-missing' && asked.interpreter === ''
                ? t(fault)
                : undefined
          }
          onChange={({ target }) => change({ interpreter: target.value as AskedInterview['interpreter'] })}
        >
          <option value="">{t('choose')}</option>
          {INTERPRETERS.map((one) => (
            <option key={one} value={one}>
              {t(`interview.interpreter.${one}`)}
            </option>
          ))}
        </SelectField>
      </Section>
      <Section title={i('title')}>
        {INTERVIEW_QUESTIONS.map((question) => (
          <SelectField
            key={question}
            id={`interview-${question}`}
            label={i(question)}
            value={asked.answers[question] ?? ''}
            onChange={({ target }) => change({ answers: withAnswer(asked.answers, question, target.value as InterviewAnswer | '') })}
          >
            <option value="">{t('not-answered')}</option>
            {INTERVIEW_ANSWERS.map((one) => (
              <option key={one} value={one}>
                {i(`answer.${one}`)}
              </option>
            ))}
          </SelectField>
        ))}
      </Section>
    </>
  );
}

function withAnswer(answers: Interviewed, question: keyof Interviewed, answer: InterviewAnswer | ''): Interviewed {
  const { [question]: _, ...rest } = answers;
  return answer === '' ? rest : { ...rest, [question]: answer };
}
