import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Section } from '#web/kit/Section.tsx';
import { isExcluded } from '../../manifest/readers.rules.ts';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { QUESTIONS } from '../../reporter/questions.ts';
import { translateInterview } from '../entered/interview/texts.ts';
import { INTERVIEW_ANSWERS, INTERVIEW_QUESTIONS, type Interviewed } from '../entered/interview.rules.ts';
import { translateQuestions } from '../inbox/words/question-words/texts.ts';
import { draftOf, type Entered, isAsked, readerChoices, unitChoices } from './entry-state.ts';
import { translateEntry } from './texts.ts';

type Question = (typeof QUESTIONS)[keyof typeof QUESTIONS];
type Change = (change: Partial<Entered>) => void;
type Key = Parameters<typeof translateQuestions>[1];

/**
 * The questions of the reporter's form, in its words, so that they can be read aloud. None has a preset answer. `interview`: its own questions come first, and of
 * the others only those that an interview asks too (5f).
 */
export function EntryQuestions({
  entered,
  change,
  checked,
  interview,
}: {
  entered: Entered;
  change: Change;
  checked: CheckedChannel;
  interview: { answers: Interviewed; change: (answers: Interviewed) => void } | undefined;
}) {
  const t = useTranslations(translateEntry);
  const q = useTranslations(translateQuestions);
  const i = useTranslations(translateInterview);
  const isShort = interview !== undefined;
  const ask = (...questions: readonly Question[]) =>
    questions
      .filter(({ id }) => isAsked(id, entered))
      .map((question) => <QuestionField key={question.id} question={question} entered={entered} change={change} />);
  return (
    <>
      {interview && (
        <Section title={i('title')}>
          {INTERVIEW_QUESTIONS.map((one) => (
            <AnswerChoice
              key={one}
              id={`interview-${one}`}
              label={i(one)}
              value={interview.answers[one] ?? ''}
              options={INTERVIEW_ANSWERS.map((value) => ({ value, text: i(`answer.${value}`) }))}
              onAnswer={(answer) => interview.change(withAnswer(interview.answers, one, answer))}
            />
          ))}
        </Section>
      )}
      <p className="small muted">{t('questions.about')}</p>
      <Section title={q('you.title')}>
        {isShort ? ask(QUESTIONS.age) : ask(QUESTIONS.age, QUESTIONS.whom)}
        {entered.answers.age === 'child' && <p className="note">{q('age.child-note')}</p>}
      </Section>
      <Section title={q('now.title')}>{isShort ? ask(QUESTIONS.danger) : ask(QUESTIONS.danger, QUESTIONS.need)}</Section>
      <Section title={q('what.title')}>
        <TextArea
          id="text"
          rows={8}
          autoComplete="off"
          spellCheck={false}
          translate="no"
          dir="auto"
          label={t('text')}
          hint={t('text-hint')}
          value={entered.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        {!isShort && ask(QUESTIONS.where, QUESTIONS.when)}
      </Section>
      <LeftOut entered={entered} change={change} checked={checked} />
      <Section title={q('wishes.title')}>{ask(QUESTIONS.wishes)}</Section>
      {!isShort && (
        <Section title={q('answer.title')}>
          {ask(QUESTIONS.way, QUESTIONS.contact, QUESTIONS.safeTime, QUESTIONS.safeWords, QUESTIONS.name, QUESTIONS.nameText)}
        </Section>
      )}
    </>
  );
}

/** Whom the report is about: the answer only removes readers, in this browser. */
function LeftOut({ entered, change, checked: { readers } }: { entered: Entered; change: Change; checked: CheckedChannel }) {
  const t = useTranslations(translateEntry);
  const q = useTranslations(translateQuestions);
  const { about } = draftOf(entered);
  const left = readers.filter((one) => !isExcluded(one, about)).length;
  const single = readerChoices(entered.readers, readers).map(({ value, reader }) => ({
    value,
    text:
      reader === null
        ? t('reader-gone', { n: Number(value) })
        : q('about.reader', { number: reader.number, function: q(`about.function.${reader.function}`), nation: reader.nation }),
  }));
  return (
    <Section title={q('about.title')}>
      <p className="small muted">{q('about.hint')}</p>
      <Checks
        label={q('about.units')}
        choices={unitChoices(entered.units, readers)}
        chosen={entered.units}
        onChange={(chosen) => change({ units: chosen })}
      />
      <Checks label={q('about.readers')} choices={single} chosen={entered.readers} onChange={(chosen) => change({ readers: chosen })} />
      <p role="status" className={left < 2 ? 'note fault' : 'small muted'}>
        {left < 2 ? q('about.too-few') : q('about.left', { count: left })}
      </p>
    </Section>
  );
}

function QuestionField({ question: { id, kind, choices }, entered, change }: { question: Question; entered: Entered; change: Change }) {
  const q = useTranslations(translateQuestions);
  const given = entered.answers[id];
  const answer = (value: string | readonly string[]) => change({ answers: { ...entered.answers, [id]: value } });
  const label = q(id as Key);
  const options = (choices as readonly string[]).map((one) => ({ value: one, text: q(`${id}.${one}` as Key) }));
  if (kind === 'many')
    return <Checks label={label} choices={options} chosen={[given ?? []].flat() as readonly string[]} onChange={answer} />;
  const shared = { id: `q-${id}`, label, value: String(given ?? '') };
  if (kind === 'words')
    return <TextField {...shared} autoComplete="off" spellCheck={false} dir="auto" onChange={(event) => answer(event.target.value)} />;
  return <AnswerChoice {...shared} hint={id === 'danger' ? q('danger.hint') : undefined} options={options} onAnswer={answer} />;
}

/** One answer of a few, or none. */
function AnswerChoice<Answer extends string>({
  options,
  onAnswer,
  ...shared
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  value: string;
  options: readonly { value: Answer; text: string }[];
  onAnswer: (answer: Answer | '') => void;
}) {
  const t = useTranslations(translateEntry);
  return (
    <SelectField {...shared} autoComplete="off" onChange={({ target }) => onAnswer(target.value as Answer | '')}>
      <option value="">{t('not-answered')}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </SelectField>
  );
}

function withAnswer(answers: Interviewed, question: keyof Interviewed, answer: Interviewed[keyof Interviewed] | ''): Interviewed {
  const { [question]: _, ...rest } = answers;
  return answer === '' || answer === undefined ? rest : { ...rest, [question]: answer };
}

function Checks({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string;
  choices: readonly { value: string; text: string }[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <div className="choices">
        {choices.map(({ value, text }) => (
          <label key={value}>
            <input
              type="checkbox"
              autoComplete="off"
              checked={chosen.includes(value)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
