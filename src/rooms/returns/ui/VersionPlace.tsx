import { useQuery } from '@tanstack/react-query';
import { LabelMark } from '#rooms/parties/ui/LabelMark.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { provisionsFor } from '../answers/provisions/provision.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import { SubmittedChecks } from './checks/SubmittedChecks.tsx';
import { AnswerBody, AnswerGiven } from './questions/AnswerGiven.tsx';
import { SubmittedLaw } from './questions/provisions/SubmittedLaw.tsx';
import { translateRelease } from './release/texts.ts';
import { letterOf } from './return-words.ts';
import { versionQuery } from './returns-data.ts';
import { translateReturns } from './texts.ts';

const NOTHING = { choice: null, value: null, note: null, documentId: null, page: null };

/** A submitted version: signature, hash, differences from the previous one, and every answer. */
export function VersionPlace({ view, number }: { view: ReturnView; number: number }) {
  const t = useTranslations(translateReturns);
  const tRelease = useTranslations(translateRelease);
  const locale = useLocale();
  const { data: version, error } = useQuery(versionQuery(view.id, number));
  if (error) return <ProblemNote error={error} />;
  if (!version) return <Skeleton rows={10} />;
  const places = new Map(
    view.sections.flatMap((section, s) =>
      section.questions.map((question, q) => [question.id, { question, number: `${letterOf(s)}${q + 1}` }]),
    ),
  );
  const changed = new Map(version.differences.map((one) => [one.questionId, one]));
  // In the order of the questions in the return.
  const differences = [...places].flatMap(([questionId, place]) => {
    const one = changed.get(questionId);
    return one === undefined ? [] : [{ ...one, place }];
  });
  // An optional question without an answer is unknown, and the version says so.
  const unanswered = ({ id, answers }: (typeof version.sections)[number]) =>
    (view.sections.find((one) => one.id === id)?.questions ?? []).flatMap((question) =>
      question.optional && !answers.some(({ questionId }) => questionId === question.id) ? [places.get(question.id)!] : [],
    );
  const answerText = (place: (typeof differences)[number]['place'], answer: (typeof differences)[number]['before']) => (
    <AnswerBody question={place.question} answer={answer} files={version.documents} />
  );
  return (
    <>
      <h2 className="section-title">{t('version.title', { number })}</h2>
      <p className="small muted">
        {t('version.signed', { name: version.signed.name, capacity: version.signed.capacity })} <DateText date={version.submittedAt} time />
      </p>
      <p className="small muted return-hash">
        {t(version.intact ? 'version.intact' : 'version.broken')} SHA-256 <code>{version.sha256}</code>
      </p>
      <p>
        <LabelMark label={version.label} />
      </p>
      {number > 1 && (
        <Section title={t('version.differences', { number: number - 1 })}>
          {version.differences.length === 0 && <p className="muted">{t('version.same')}</p>}
          {version.differences.length > 0 && (
            <div className="return-differences">
              <DataTable
                caption={t('version.differences', { number: number - 1 })}
                rowKey={({ questionId }) => questionId}
                columns={[
                  {
                    key: 'question',
                    head: t('version.question'),
                    cell: ({ place }: (typeof differences)[number]) => `${place.number} ${place.question.text[locale]}`,
                  },
                  { key: 'before', head: t('version.before'), cell: ({ place, before }) => answerText(place, before) },
                  { key: 'after', head: t('version.after'), cell: ({ place, after }) => answerText(place, after) },
                ]}
                groups={[{ key: 'all', rows: differences }]}
                empty={null}
              />
            </div>
          )}
        </Section>
      )}
      {version.sections.map((section) => (
        <Section
          key={section.id}
          title={view.sections.find(({ id }) => id === section.id)?.title[locale] ?? section.id}
          side={tRelease(`release.${section.release}`)}
        >
          <div className="return-main">
            <SubmittedChecks view={view} checks={section.checks} />
            {section.answers.map((answer) => {
              const place = places.get(answer.questionId);
              return (
                place && (
                  <AnswerGiven key={answer.questionId} {...place} answer={answer} files={version.documents}>
                    <SubmittedLaw provisions={provisionsFor(place.question, section.provisions)} />
                  </AnswerGiven>
                )
              );
            })}
            {unanswered(section).map(({ question, number: at }) => (
              <AnswerGiven key={question.id} question={question} number={at} answer={NOTHING} files={[]} />
            ))}
          </div>
        </Section>
      ))}
    </>
  );
}
