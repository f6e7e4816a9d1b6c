import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { AnswerView, FormBack, ReturnView } from '../../return.schema.ts';
import { answerWords, letterOf } from '../return-words.ts';
import { useSaveAnswers } from '../returns-data.ts';
import { translateReturns } from '../texts.ts';
import { LawDifferences } from './LawDifferences.tsx';

type Change = FormBack['changes'][number];

/** The changes of a form, row by row, to select or skip, and its entries that cannot be imported. */
export function FormDifferences({ view, back, done }: { view: ReturnView; back: FormBack; done: () => void }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  // Answers that another user changed here in the meantime are overwritten only where the reader selects them.
  const [left, setLeft] = useState(() => new Set(back.changes.filter(({ overtaken }) => overtaken).map(({ questionId }) => questionId)));
  const [leftLaw, setLeftLaw] = useState(() => new Set(back.law.filter(({ overtaken }) => overtaken)));
  const [importedCount, setImportedCount] = useState<number>();
  const save = useSaveAnswers(view.id);
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const places = new Map(
    view.sections.flatMap((section, s) =>
      section.questions.map((question, q) => [question.id, { question, number: `${letterOf(s)}${q + 1}` }]),
    ),
  );
  const chosen = back.changes.filter(({ questionId }) => !left.has(questionId));
  const words = (questionId: string, answer: Pick<AnswerView, 'choice' | 'value' | 'note' | 'documentId' | 'page'> | undefined) => {
    const file = view.documents.find(({ id }) => id === answer?.documentId)?.name;
    const formatAnswer = answerWords(t, locale, places.get(questionId)!.question, answer ?? null);
    return [formatAnswer, answer?.note, file, answer?.page && t('given.page', { page: answer.page })].filter(Boolean).join('\n');
  };
  const chosenLaw = back.law.filter((one) => !leftLaw.has(one));
  const count = chosen.length + chosenLaw.length;
  const take = () =>
    save.mutate(
      {
        answers: chosen.map(({ questionId, given, version }) => ({ questionId, ...given, version })),
        provisions: chosenLaw.map(({ given }) => given),
        form: back.form,
      },
      { onSuccess: () => setImportedCount(count) },
    );
  if (importedCount !== undefined)
    return (
      <div className="form" role="status">
        <p>{t('form.imported', { count: importedCount })}</p>
        <p>
          <Button onClick={done}>{t('form.another')}</Button>
        </p>
      </div>
    );
  return (
    <div className="form">
      <p role="status">{t('form.found', { changes: back.changes.length, same: back.same, troubles: back.troubles.length })}</p>
      {back.missing.length > 0 && (
        <p className="small">{t('form.missing', { numbers: back.missing.map((id) => places.get(id)?.number ?? id).join(', ') })}</p>
      )}
      {back.troubles.length > 0 && (
        <ul className="return-way small">
          {back.troubles.map(({ questionId, message, said }) => (
            <li key={`${questionId} ${message}`}>
              <b>{places.get(questionId)?.number ?? questionId}</b> {message}
              {said.length > 0 && <p className="prose">{said.join('\n')}</p>}
            </li>
          ))}
        </ul>
      )}
      {back.changes.length > 0 && (
        <DataTable
          caption={t('form.back')}
          rowKey={({ questionId }) => questionId}
          columns={[
            {
              key: 'question',
              head: t('version.question'),
              cell: ({ questionId, overtaken, asked }: Change) => (
                <>
                  {places.get(questionId)!.number} {places.get(questionId)!.question.text[locale]}
                  {overtaken && <span className="small muted form-mark">{t('form.overtaken')}</span>}
                  {!asked && <span className="small muted form-mark">{t('form.not-asked')}</span>}
                </>
              ),
            },
            {
              key: 'before',
              head: t('version.before'),
              cell: ({ questionId }) => <span className="prose">{words(questionId, rows.get(questionId))}</span>,
            },
            {
              key: 'file',
              head: t('form.in-file'),
              cell: ({ questionId, given }) => <span className="prose">{words(questionId, given)}</span>,
            },
            {
              key: 'take',
              head: t('form.import-it'),
              cell: ({ questionId }) => (
                <input
                  type="checkbox"
                  aria-label={t('form.import-one', { number: places.get(questionId)!.number })}
                  checked={!left.has(questionId)}
                  onChange={(event) =>
                    setLeft(event.target.checked ? new Set([...left].filter((id) => id !== questionId)) : new Set([...left, questionId]))
                  }
                />
              ),
            },
          ]}
          groups={[{ key: 'all', rows: back.changes }]}
          empty={null}
        />
      )}
      {back.law.length > 0 && (
        <LawDifferences law={back.law} nameOf={(id) => places.get(id)?.number ?? id} left={leftLaw} put={setLeftLaw} />
      )}
      {save.error && <ProblemNote error={save.error} />}
      {back.changes.length + back.law.length > 0 && (
        <p>
          <Button kind="main" waiting={save.isPending} onClick={() => count > 0 && take()}>
            {t('form.import', { count })}
          </Button>
        </p>
      )}
    </div>
  );
}
