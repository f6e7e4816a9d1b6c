import './question.css';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { unsaved } from '#web/client/unsaved.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { CHOICES, type Choice, canConfirm, isValidValue } from '../../answers/answer.rules.ts';
import type { AnswerView, QuestionView } from '../../return.schema.ts';
import { valueWords } from '../return-words.ts';
import type { Given } from '../returns-data.ts';
import { translateReturns } from '../texts.ts';
import { AnswerField } from './AnswerField.tsx';
import { KnownAnswer } from './KnownAnswer.tsx';
import { placeOfQuestion, useArrival } from './next-open/next-open.ts';
import type { ProofFiles } from './Proof.tsx';

const StaleNote = later(() => import('#web/kit/notes/stale/StaleNote.tsx').then((file) => file.StaleNote));

const Proof = later(() => import('./Proof.tsx').then((file) => file.Proof), null);

type Said = Omit<Given, 'choice'> & { choice: Choice | null };
/** Stores an answer and returns its version. */
export type Save = (questionId: string, given: Given, version: number, key: string) => Promise<number>;

// What this page last saved, and its version. Later typing was based on it, even if it was sent before the cached row was updated.
const own = new Map<string, { version: number; words: string }>();

/** Unsaved words, and the version on the screen when they were begun. */
type Begun = { said: Said; seen: number };

const trim = (said: Said): Said => ({
  choice: said.choice,
  value: said.choice === 'changed' || said.choice === 'elsewhere' ? said.value : null,
  note: said.note?.trim() || null,
  documentId: said.documentId,
  page: said.page?.trim() || null,
});
const enteredAnswer = ({ choice, value, note, documentId, page }: AnswerView): Said => ({ choice, value, note, documentId, page });

/**
 * One question: what is known, and the answer now. It saves itself: a choice at once, typed text on leaving the field. Unsaved text stays in the tab, even
 * while another section is shown, and is retried until it is saved.
 */
export function QuestionCard({
  of,
  question,
  number,
  row,
  save,
  onFail,
  files,
  children,
}: {
  /** The author and return of these answers. */
  of: string;
  question: QuestionView;
  number: string;
  row: AnswerView;
  save: Save;
  onFail: (failed: boolean) => void;
  /** Files of the party that can prove an answer; null where none can be attached. */
  files: ProofFiles | null;
  /** What belongs to the question besides its answer. */
  children?: ReactNode;
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const id = useId();
  useArrival(question.id);
  const place = `${of} ${question.id}`;
  const [said, setSaid] = useState(() => unsaved.at<Begun>(place)?.said ?? enteredAnswer(row));
  const [before, setBefore] = useState(row);
  // Answered elsewhere, for instance with the whole section: shown, unless the reader is typing.
  if (before.version !== row.version) {
    setBefore(row);
    if (JSON.stringify(said) === JSON.stringify(enteredAnswer(before))) setSaid(enteredAnswer(row));
  }
  const [tried, setTried] = useState(false);
  const write = useWrite(
    async ({ version, ...given }: Given & { version: number }, key) => {
      const words = JSON.stringify(given);
      const last = own.get(place);
      // Saved twice, for instance by choosing and then leaving the field: it is already stored.
      if (last && last.version >= version && last.words === words) return;
      own.set(place, { version: await save(question.id, given, Math.max(version, last?.version ?? 0), key), words });
    },
    {
      onSuccess: (_, { version: _seen, ...given }) => {
        onFail(false);
        const now = unsaved.at<Begun>(place);
        if (now !== undefined && JSON.stringify(trim(now.said)) === JSON.stringify(given)) unsaved.drop(place);
      },
      patient: place,
    },
  );
  const isReady = (next: Said): next is Given =>
    next.choice !== null &&
    (next.choice !== 'elsewhere' || next.documentId !== null) &&
    (next.choice !== 'changed' ||
      (next.value !== null && next.value !== 0 ? isValidValue(question, next.value) : question.type === 'count' && next.value === 0));
  const overtaken = isStale(write.error);
  /** Saves the answer. Another user's change is overwritten only where it is `meant`: both were on the screen. */
  const store = (next: Said, meant = false) => {
    if (overtaken && !meant) return;
    const trimmed = trim(next);
    const stored = enteredAnswer(row);
    const same = JSON.stringify({ ...trimmed, value: null }) === JSON.stringify({ ...stored, value: null });
    // Typed back to the stored answer: nothing is left to save, unless a write is running.
    if (!write.isPending && same && (trimmed.choice !== 'changed' || JSON.stringify(trimmed.value) === JSON.stringify(stored.value)))
      return unsaved.drop(place);
    setTried(true);
    const version = overtaken ? row.version : (unsaved.at<Begun>(place)?.seen ?? row.version);
    if (isReady(trimmed)) write.mutate({ ...trimmed, version }, { onError: () => onFail(true) });
  };
  // Text typed earlier and not saved yet, when this section is opened again: saving continues.
  const storeAgain = useRef(() => {});
  storeAgain.current = () => store(said);
  useEffect(() => {
    if (unsaved.at(place) !== undefined) storeAgain.current();
  }, [place]);
  const put = (change: Partial<Said>, done: boolean) => {
    const next = { ...said, ...change };
    setSaid(next);
    unsaved.store(place, { said: next, seen: unsaved.at<Begun>(place)?.seen ?? row.version } satisfies Begun);
    if (done) store(next, true);
  };
  const known = row.known;
  const choose = (one: Choice) => put({ choice: one, ...(one !== 'changed' && { value: null }) }, one !== 'changed');
  // *Given elsewhere* is offered where a file can be named, on the page for it or here.
  const offered = CHOICES.filter((one) => one !== 'elsewhere' || said.choice === one || (files !== null && files.known.length > 0));
  const give = (value: AnswerView['value'], done: boolean) => put({ choice: 'changed', value }, done);
  const words = (value: AnswerView['value']) => valueWords(t, locale, question, value);
  const missing = tried && said.choice === 'changed' && !isReady(said) ? t('answer.missing') : undefined;
  return (
    <article
      className={question.optional ? 'panel question is-optional' : 'panel question'}
      id={placeOfQuestion(question.id)}
      aria-labelledby={`${id}-text`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) store(said);
      }}
    >
      <h3 id={`${id}-text`}>
        <span className="muted">{number}</span>
        <span>{question.text[locale]}</span>
      </h3>
      <KnownAnswer question={question} known={known} />
      {canConfirm(known) ? (
        <>
          <fieldset>
            <legend className="out-of-sight">{t('answer.legend', { number })}</legend>
            <div className="choices">
              {offered.map((one) => (
                <label key={one}>
                  <input type="radio" name={`${id}-choice`} checked={said.choice === one} onChange={() => choose(one)} />
                  {t(`choice.${one}`)}
                </label>
              ))}
            </div>
          </fieldset>
          {said.choice === 'changed' && (
            <AnswerField question={question} value={said.value} label={t('answer.value')} error={missing} onChange={give} />
          )}
        </>
      ) : (
        // Nothing to confirm, or a figure that is no answer: the answer is entered directly, or marked as not known.
        <AnswerField
          question={question}
          value={said.choice === 'changed' ? said.value : null}
          label={t('answer.value')}
          error={missing}
          onChange={give}
          notKnown={{
            chosen: said.choice === 'not-known',
            choose: (chosen) => (chosen ? choose('not-known') : put({ choice: null }, false)),
          }}
        />
      )}
      {question.reads === 'treaties' && said.value === 'differs' && (
        <p className="small">
          <Link to="/treaties">{t('known.correct')}</Link>
        </p>
      )}
      {missing !== undefined && ['extent', 'yes-no', 'choice', 'choices'].includes(question.type) && (
        <p className="small muted">{missing}</p>
      )}
      {!canConfirm(known) && said.choice === 'elsewhere' && (
        <p className="small">{t('given.elsewhere', { file: files?.known.find(({ id: one }) => one === said.documentId)?.name ?? '' })}</p>
      )}
      {said.choice === 'elsewhere' && said.documentId === null && <p className="small muted">{t('elsewhere.file-needed')}</p>}
      {said.choice !== null && <Proof said={said} files={files} put={put} />}
      {children}
      {overtaken ? (
        <StaleNote
          rows={[
            {
              key: 'value',
              name: t('answer.value'),
              current: row.choice === 'not-known' ? t('choice.not-known') : words(row.value),
              yours:
                said.choice === 'not-known'
                  ? t('choice.not-known')
                  : words(said.choice === 'changed' ? said.value : (known?.value ?? null)),
            },
            { key: 'note', name: t('answer.note'), current: row.note, yours: said.note },
          ]}
          load={() => {
            setSaid(enteredAnswer(row));
            unsaved.drop(place);
            onFail(false);
            write.reset();
          }}
        >
          <Button onClick={() => store(said, true)}>{t('answer.keep-mine')}</Button>
        </StaleNote>
      ) : (
        write.error && (
          <>
            <ProblemNote error={write.error} />
            <p>
              <Button onClick={() => store(said, true)}>{t('answer.save-again')}</Button>
            </p>
          </>
        )
      )}
      {write.isPending && write.failureCount > 0 && (
        <p className="small question-waits" role="status">
          {t('answer.waits')}
        </p>
      )}
      {row.choice !== null && row.at !== null && !write.isPending && !write.error && (
        <p className="small muted question-saved">
          <Icon name="tick" size={14} /> {t('answer.by', { name: row.by ?? t('answer.by-you'), time: row.at.slice(11, 16) })}
        </p>
      )}
    </article>
  );
}
