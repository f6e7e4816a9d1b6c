import './returns.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { isTemporary } from '#web/client/problem.ts';
import { unsaved } from '#web/client/unsaved.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Bands } from '#web/shell/Bands.tsx';
import { LanguageSwitch } from '#web/shell/LanguageSwitch.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { LinkedSection } from '../links/linked-section.schema.ts';
import { useAskBeforeLeaving } from './ask-before-leaving.ts';
import { QuestionCard, type Save } from './questions/QuestionCard.tsx';
import { LINK_HELP, neighboursOf, sectionsWithProgress } from './return-words.ts';
import { type RecordProvision, withAnswer, withProvision } from './returns-data.ts';
import { translateReturns } from './texts.ts';

const PageTurn = later(() => import('./questions/linked-parts.ts').then((file) => file.PageTurn), null);
const ProvisionsPlace = later(() => import('./questions/linked-parts.ts').then((file) => file.ProvisionsPlace), null);

/** One section of a return for the holder of its link: no account and no navigation. */
export default function SectionLinkPage() {
  const t = useTranslations(translateReturns);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const { token = '' } = useParams({ strict: false });
  const [search] = useAddress();
  const queries = useQueryClient();
  const queryKey = ['linked-section', token];
  const [done, setDone] = useState(false);
  const [failed, setFailed] = useState(false);
  const { data: seen, error } = useQuery({
    queryKey,
    queryFn: () => send('POST /linked-section', { token }),
    // Each view is recorded, so opening the page fetches once.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const accept = useWrite((_: undefined, key) => send('POST /linked-section/acceptance', { token }, key), {
    onSuccess: () => queries.setQueryData<LinkedSection>(queryKey, (now) => now && { ...now, accepted: true }),
  });
  const handBack = useWrite((_: undefined, key) => send('POST /linked-section/hand-back', { token }, key), {
    onSuccess: () => setDone(true),
  });
  const save: Save = async (questionId, { documentId: _none, ...given }, version, key) => {
    try {
      const stored = await send('PUT /linked-section/answers/:questionId', { questionId, version, token, ...given }, key);
      const name = seen?.name ?? '';
      queries.setQueryData<LinkedSection>(
        queryKey,
        (now) =>
          now && {
            ...now,
            accepted: true,
            answers: now.answers.map((row) => withAnswer(row, questionId, { ...given, documentId: row.documentId }, stored.version, name)),
          },
      );
      return stored.version;
    } catch (problem) {
      // A busy server is not asked for the section again; and each view is recorded.
      if (!isTemporary(problem)) void queries.invalidateQueries({ queryKey });
      throw problem;
    }
  };
  const record: RecordProvision = async (given, key) => {
    const { id, provisionId } = await send('POST /linked-section/questions/:questionId/provisions', { token, ...given }, key);
    queries.setQueryData<LinkedSection>(queryKey, (now) => now && withProvision(now, { id, provisionId }, given));
  };
  // What is typed and not stored yet would be lost, because the link stops working.
  const [isEarly, setEarly] = useState(false);
  const finish = () => {
    setEarly(!unsaved.isEmpty());
    if (unsaved.isEmpty()) handBack.mutate(undefined);
  };
  const isShut = error !== null && !isTemporary(error);
  const title = seen ? t('linked.title', { party: seen.party[locale], period: seen.period }) : t(isShut ? 'linked.shut' : 'linked.loading');
  useEffect(() => {
    document.title = desk('title', { page: title });
  }, [desk, title]);
  useAskBeforeLeaving();
  const part = seen && sectionsWithProgress([seen.section], seen.answers)[0];
  const page = part && (part.pages[Number(search.page ?? 1) - 1] ?? part.pages[0]);
  const rows = new Map((seen?.answers ?? []).map((row) => [row.questionId, row]));
  return (
    <>
      <Bands exercise={document.documentElement.dataset.exercise !== undefined} alone={false} />
      <main className="linked-section">
        <p className="no-print">
          <LanguageSwitch />
        </p>
        <h1>{title}</h1>
        {error && <ProblemNote error={error} />}
        {isShut && <p className="small muted">{t('linked.close')}</p>}
        {!error && !seen && <Skeleton rows={8} />}
        {done && <p role="status">{t('linked.done')}</p>}
        {!done && seen && part && page && (
          <>
            <p className="small muted">{t('linked.for', { name: seen.name, day: formatDay(locale, seen.endsAt.slice(0, 10)) })}</p>
            <details className="small no-print">
              <summary>{t('linked.help')}</summary>
              {LINK_HELP.map((key) => (
                <p key={key}>{t(key)}</p>
              ))}
            </details>
            {!seen.accepted && (
              <p>
                <Button kind="main" waiting={accept.isPending} onClick={() => accept.mutate(undefined)}>
                  {t('linked.accept')}
                </Button>
              </p>
            )}
            {accept.error && <ProblemNote error={accept.error} />}
            <h2 className="section-title">{part.section.title[locale]}</h2>
            <p className="small">{part.section.why[locale]}</p>
            <p className="small muted" role="status">
              {t('linked.progress', { done: part.progress.asked - part.progress.left, asked: part.progress.asked })}
              {failed && `. ${t('saved.not')}`}
            </p>
            {part.pages.length > 1 && (
              <h3 className="return-page-title">
                {page.title[locale]}{' '}
                <span className="small muted">{t('section.page', { page: page.number, pages: part.pages.length })}</span>
              </h3>
            )}
            <div className="return-main" key={page.number}>
              {page.asked.map((question) => {
                const row = rows.get(question.id);
                const number = String(part.section.questions.indexOf(question) + 1);
                return (
                  row && (
                    <QuestionCard
                      key={question.id}
                      of={token}
                      question={question}
                      number={number}
                      row={row}
                      save={save}
                      onFail={setFailed}
                      files={null}
                    >
                      {question.article && (
                        <ProvisionsPlace provisions={seen.provisions} period={seen.period} question={question} record={record} />
                      )}
                    </QuestionCard>
                  )
                );
              })}
            </div>
            <PageTurn near={neighboursOf([part], { part, page })} />
            <p className="small">{t('linked.hand-back-says')}</p>
            {handBack.error && <ProblemNote error={handBack.error} />}
            {isEarly && (
              <p className="note problem" role="alert">
                {t('linked.unsaved')}
              </p>
            )}
            <p>
              <Button kind="main" waiting={handBack.isPending} onClick={finish}>
                {t('linked.hand-back')}
              </Button>
            </p>
          </>
        )}
      </main>
    </>
  );
}
