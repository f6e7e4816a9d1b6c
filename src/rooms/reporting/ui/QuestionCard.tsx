import { useId, useState } from 'react';
import { useLocale, useSay } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { EvidenceSquare } from '#web/kit/EvidenceSquare.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { StaleNote } from '#web/kit/StaleNote.tsx';
import { CHOICES, type Choice, fits } from '../answer.rules.ts';
import type { AnswerView, QuestionView } from '../reporting.schema.ts';
import { AnswerField } from './AnswerField.tsx';
import { Proof, type ProofFiles } from './Proof.tsx';
import { valueWords } from './return-words.ts';
import type { Given } from './returns-data.ts';
import { sayReturns } from './texts.ts';

type Said = Omit<Given, 'choice'> & { choice: Choice | null };
export type Save = (questionId: string, given: Given, version: number, key: string) => Promise<void>;

const saidIn = ({ choice, value, note, documentId, page }: AnswerView): Said => ({ choice, value, note, documentId, page });

/** One question: what is known, what is said now. It saves itself: a choice at once, what is typed on leaving it. */
export function QuestionCard({
  question,
  number,
  row,
  save,
  onFail,
  files,
}: {
  question: QuestionView;
  number: string;
  row: AnswerView;
  save: Save;
  onFail: (failed: boolean) => void;
  /** Files of the party that can prove an answer; null where none can be given. */
  files: ProofFiles | null;
}) {
  const say = useSay(sayReturns);
  const locale = useLocale();
  const id = useId();
  const [said, setSaid] = useState(saidIn(row));
  const [before, setBefore] = useState(row);
  // Answered in another way than here, as with the whole section: shown, unless something is being written.
  if (before.version !== row.version) {
    setBefore(row);
    if (JSON.stringify(said) === JSON.stringify(saidIn(before))) setSaid(saidIn(row));
  }
  const [tried, setTried] = useState(false);
  const write = useWrite(({ version, ...given }: Given & { version: number }, key) => save(question.id, given, version, key), {
    onSuccess: () => onFail(false),
    patient: true,
  });
  const isReady = (next: Said): next is Given =>
    next.choice !== null &&
    (next.choice !== 'elsewhere' || next.documentId !== null) &&
    (next.choice !== 'changed' ||
      (next.value !== null && next.value !== 0 ? fits(question, next.value) : question.type === 'count' && next.value === 0));
  const store = (next: Said) => {
    const trimmed = {
      ...next,
      note: next.note?.trim() || null,
      page: next.page?.trim() || null,
      value: next.choice === 'changed' || next.choice === 'elsewhere' ? next.value : null,
    };
    const kept = saidIn(row);
    const same = JSON.stringify({ ...trimmed, value: null }) === JSON.stringify({ ...kept, value: null });
    if (same && (trimmed.choice !== 'changed' || JSON.stringify(trimmed.value) === JSON.stringify(kept.value))) return;
    setTried(true);
    if (isReady(trimmed)) write.mutate({ ...trimmed, version: row.version }, { onError: () => onFail(true) });
  };
  const put = (change: Partial<Said>, done: boolean) => {
    const next = { ...said, ...change };
    setSaid(next);
    if (done) store(next);
  };
  const known = row.known;
  const choose = (one: Choice) => put({ choice: one, ...(one !== 'changed' && { value: null }) }, one !== 'changed');
  // Given elsewhere is chosen where a file can be named, on the page for it or here.
  const offered = CHOICES.filter((one) => one !== 'elsewhere' || said.choice === one || (files !== null && files.known.length > 0));
  const give = (value: AnswerView['value'], done: boolean) => put({ choice: 'changed', value }, done);
  const words = (value: AnswerView['value']) => valueWords(say, locale, question, value);
  const missing = tried && said.choice === 'changed' && !isReady(said) ? say('answer.missing') : undefined;
  return (
    <article
      className="panel question"
      aria-labelledby={`${id}-text`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) store(said);
      }}
    >
      <h3 id={`${id}-text`}>
        <span className="muted">{number}</span>
        <span>{question.text[locale]}</span>
      </h3>
      {question.article && (
        <p className="small muted">{say(`article.${question.article.instrument as 'TIP'}`, { number: question.article.number })}</p>
      )}
      {question.hint && <p className="small muted">{question.hint[locale]}</p>}
      {known ? (
        <div className="known-answer">
          <p>{known.value === null ? (known.title?.[locale] ?? say('choice.elsewhere')) : words(known.value)}</p>
          <p className="small muted">
            <EvidenceSquare origin={known.origin} /> {say(`known.${known.from}`)} <DateText date={known.date} />
          </p>
        </div>
      ) : (
        <p className="small muted">{say('known.nothing')}</p>
      )}
      {known ? (
        <>
          <fieldset>
            <legend className="out-of-sight">{say('answer.legend', { number })}</legend>
            <div className="choices">
              {offered.map((one) => (
                <label key={one}>
                  <input type="radio" name={`${id}-choice`} checked={said.choice === one} onChange={() => choose(one)} />
                  {say(`choice.${one}`)}
                </label>
              ))}
            </div>
          </fieldset>
          {said.choice === 'changed' && (
            <AnswerField question={question} value={said.value} label={say('answer.value')} error={missing} onChange={give} />
          )}
        </>
      ) : (
        // Nothing to confirm: the answer is given straight away, or said not to be known.
        <AnswerField
          question={question}
          value={said.choice === 'changed' ? said.value : null}
          label={say('answer.value')}
          error={missing}
          onChange={give}
          notKnown={{
            chosen: said.choice === 'not-known',
            choose: (chosen) => (chosen ? choose('not-known') : put({ choice: null }, false)),
          }}
        />
      )}
      {missing !== undefined && ['extent', 'yes-no', 'choice', 'choices'].includes(question.type) && (
        <p className="small muted">{missing}</p>
      )}
      {!known && said.choice === 'elsewhere' && (
        <p className="small">{say('given.elsewhere', { file: files?.known.find(({ id: one }) => one === said.documentId)?.name ?? '' })}</p>
      )}
      {said.choice === 'elsewhere' && said.documentId === null && <p className="small muted">{say('elsewhere.file-needed')}</p>}
      {said.choice !== null && <Proof said={said} files={files} put={put} />}
      {isStale(write.error) ? (
        <StaleNote
          rows={[
            {
              key: 'value',
              name: say('answer.value'),
              current: row.choice === 'not-known' ? say('choice.not-known') : words(row.value),
              yours:
                said.choice === 'not-known'
                  ? say('choice.not-known')
                  : words(said.choice === 'changed' ? said.value : (known?.value ?? null)),
            },
            { key: 'note', name: say('answer.note'), current: row.note, yours: said.note },
          ]}
          load={() => {
            setSaid(saidIn(row));
            onFail(false);
            write.reset();
          }}
        />
      ) : (
        write.error && <ProblemNote error={write.error} />
      )}
      {row.choice !== null && row.at !== null && !write.isPending && !write.error && (
        <p className="small muted question-saved">
          <Icon name="tick" size={14} /> {say('answer.by', { name: row.by ?? say('answer.by-you'), time: row.at.slice(11, 16) })}
        </p>
      )}
    </article>
  );
}
