import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { offers } from '#kernel/machine.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReturnView, SectionView } from '../return.schema.ts';
import { ChecksPlace } from './checks/ChecksPlace.tsx';
import { AnswerGiven } from './questions/AnswerGiven.tsx';
import { NextOpen } from './questions/next-open/NextOpen.tsx';
import { QuestionCard } from './questions/QuestionCard.tsx';
import { ReleaseField } from './release/ReleaseField.tsx';
import { answersToConfirm, type sectionsWithProgress } from './return-words.ts';
import { useSaveAnswer, useSaveAnswers } from './returns-data.ts';
import { translateReturns } from './texts.ts';

/** One section: its questions and its release. Readers who may not answer it only read. */
export function SectionPlace({
  view,
  part,
  next,
  onFail,
}: {
  view: ReturnView;
  part: ReturnType<typeof sectionsWithProgress>[number];
  /** The next section for a reader who is done here. */
  next: ReturnType<typeof sectionsWithProgress>[number] | undefined;
  onFail: (failed: boolean) => void;
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const { section, letter, asked, progress } = part;
  const session = useSession();
  const { person } = session;
  const signs = can(session, 'returns:sign', view.party.id);
  const save = useSaveAnswer(view.id, person.name);
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const known = [...view.documents, ...added.filter(({ id }) => !view.documents.some((one) => one.id === id))];
  const files = { partyId: view.party.id, known, add: (file: { id: string; name: string }) => setAdded([...added, file]) };
  const answers = offers(view.actions, 'answer') && section.yours;
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
      {view.isOwn && <ChecksPlace view={view} sectionId={section.id} mayExplain={offers(view.actions, 'explain') && section.yours} />}
      {answers && <StillTrue view={view} section={section} />}
      {answers && <NextOpen view={view} />}
      {asked.map((question) => {
        const row = rows.get(question.id);
        const number = `${letter}${section.questions.indexOf(question) + 1}`;
        if (row === undefined) return null;
        return answers ? (
          <QuestionCard
            key={question.id}
            of={`${person.id} ${view.id}`}
            question={question}
            number={number}
            row={row}
            save={save}
            onFail={onFail}
            files={files}
          />
        ) : (
          <AnswerGiven key={question.id} question={question} number={number} answer={row} files={view.documents} />
        );
      })}
      {answers && next && (
        <p className="no-print">
          <Link to="/returns/$returnId" params={{ returnId: view.id }} search={{ view: next.section.id }} className={buttonClass('plain')}>
            {t('section.next', { name: `${next.letter} ${next.section.title[locale]}` })}
          </Link>
        </p>
      )}
    </>
  );
}

/** Confirms all questions of a section that have a known answer and none yet. The cards below show them before and after. */
function StillTrue({ view, section }: { view: ReturnView; section: SectionView }) {
  const t = useTranslations(translateReturns);
  const save = useSaveAnswers(view.id);
  const toConfirm = answersToConfirm(section, view.answers ?? []);
  if (toConfirm.length === 0 && !save.error) return null;
  const answers = toConfirm.map(({ questionId, version }) => ({
    questionId,
    choice: 'still-true' as const,
    value: null,
    note: null,
    documentId: null,
    page: null,
    version,
  }));
  return (
    <div className="form">
      <p>
        <Button waiting={save.isPending} onClick={() => save.mutate({ answers, form: null })}>
          {t('section.still-true', { count: toConfirm.length })}
        </Button>
      </p>
      {save.error && <ProblemNote error={save.error} />}
    </div>
  );
}
