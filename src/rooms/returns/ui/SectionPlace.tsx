import { useState } from 'react';
import { offers } from '#kernel/machine.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import type { QuestionView, ReturnView } from '../return.schema.ts';
import { ChecksPlace } from './checks/ChecksPlace.tsx';
import { AnswerGiven } from './questions/AnswerGiven.tsx';
import { NextOpen } from './questions/next-open/NextOpen.tsx';
import { PageTurn } from './questions/pages/PageTurn.tsx';
import { StillTrue } from './questions/pages/StillTrue.tsx';
import { ProvisionsPlace } from './questions/provisions/ProvisionsPlace.tsx';
import { QuestionCard } from './questions/QuestionCard.tsx';
import { ReleaseField } from './release/ReleaseField.tsx';
import type { Page, Part, Place } from './return-words.ts';
import { useRecordProvision, useSaveAnswer } from './returns-data.ts';
import { translateReturns } from './texts.ts';

/** One page of a section: its questions, and the release of the section. Readers who may not answer it only read. Print shows the whole section. */
export function SectionPlace({
  view,
  part,
  page,
  near,
  onFail,
}: {
  view: ReturnView;
  part: Part;
  page: Page;
  near: { before: Place | undefined; after: Place | undefined };
  onFail: (failed: boolean) => void;
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const { section, letter, pages, progress } = part;
  const session = useSession();
  const { person } = session;
  const signs = can(session, 'returns:sign', view.party.id);
  const save = useSaveAnswer(view.id, person.name);
  const record = useRecordProvision(view.id);
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const known = [...view.documents, ...added.filter(({ id }) => !view.documents.some((one) => one.id === id))];
  const files = { partyId: view.party.id, known, add: (file: { id: string; name: string }) => setAdded([...added, file]) };
  const answers = offers(view.actions, 'answer') && section.yours;
  const numberOf = (question: QuestionView) => `${letter}${section.questions.indexOf(question) + 1}`;
  const law = (question: QuestionView) =>
    view.isOwn &&
    question.article && (
      <ProvisionsPlace provisions={view.provisions} period={view.period} question={question} record={answers ? record : null} />
    );
  const toRead = (question: QuestionView, printed = false) => {
    const row = rows.get(question.id);
    if (row === undefined) return null;
    return (
      <AnswerGiven key={question.id} question={question} number={numberOf(question)} answer={row} files={view.documents} printed={printed}>
        {law(question)}
      </AnswerGiven>
    );
  };
  const inPrint = (one: Page) => (
    <div className="print-only" key={one.number}>
      <h3>{one.title[locale]}</h3>
      {one.asked.map((question) => toRead(question, true))}
    </div>
  );
  return (
    <>
      <h2 className="section-title">
        {letter} {section.title[locale]}
      </h2>
      <p className="small muted">
        {t('section.meta', {
          clauses: section.clauses.join(', '),
          count: section.clauses.length,
          asked: progress.asked,
          left: progress.left,
        })}
      </p>
      <p className="small">{section.why[locale]}</p>
      {signs && <ReleaseField view={view} sectionId={section.id} release={section.release} />}
      {offers(view.actions, 'answer') && !section.yours && <p className="small muted">{t('section.of-others')}</p>}
      {pages.slice(0, page.number - 1).map(inPrint)}
      {pages.length > 1 && (
        <h3 className="return-page-title">
          {page.title[locale]} <span className="small muted no-print">{t('section.page', { page: page.number, pages: pages.length })}</span>
        </h3>
      )}
      {view.isOwn && (
        <ChecksPlace view={view} sectionId={section.id} page={page.number} mayExplain={offers(view.actions, 'explain') && section.yours} />
      )}
      {answers && <StillTrue view={view} part={part} page={page} after={near.after} />}
      {offers(view.actions, 'answer') && <NextOpen view={view} first={page.asked[0]?.id} />}
      {page.asked.map((question) => {
        const row = rows.get(question.id);
        if (row === undefined) return null;
        if (!answers) return toRead(question);
        return (
          <QuestionCard
            key={question.id}
            of={`${person.id} ${view.id}`}
            question={question}
            number={numberOf(question)}
            row={row}
            save={save}
            onFail={onFail}
            files={files}
          >
            {law(question)}
          </QuestionCard>
        );
      })}
      {pages.slice(page.number).map(inPrint)}
      <PageTurn near={near} />
    </>
  );
}
