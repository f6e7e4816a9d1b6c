import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ReturnView } from '../return.schema.ts';
import { letterOf } from './return-words.ts';
import { useSaveAnswers } from './returns-data.ts';
import { translateReturns } from './texts.ts';
import { UploadField } from './UploadField.tsx';

/** What was already answered to another review: attached once, with the pages of each part, and not asked again. */
export function ElsewherePlace({ view }: { view: ReturnView }) {
  const t = useTranslations(translateReturns);
  return (
    <>
      <h2 className="section-title">{t('elsewhere.title')}</h2>
      <p className="small">{t('elsewhere.why')}</p>
      {view.elsewhere.map((review) => (
        <Review key={review.id} view={view} review={review} />
      ))}
    </>
  );
}

function Review({ view, review }: { view: ReturnView; review: ReturnView['elsewhere'][number] }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const [documentId, setDocument] = useState('');
  const [pages, setPages] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<number>();
  const save = useSaveAnswers(view.id, () => setPages({}));
  const files = [...view.documents, ...added.filter(({ id }) => !view.documents.some((one) => one.id === id))];
  const rows = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const places = new Map(
    view.sections.flatMap((section, s) =>
      section.questions.map(({ id }, q) => [id, { number: `${letterOf(s)}${q + 1}`, yours: section.yours }]),
    ),
  );
  // Answered questions keep their answer. Questions for other roles of the party are not touched.
  const openIn = (questions: readonly string[]) => questions.filter((id) => rows.get(id)?.choice === null && places.get(id)?.yours);
  const answers = review.parts.flatMap((part) => {
    const page = pages[part.id]?.trim();
    if (!page) return [];
    return openIn(part.questions).map((questionId) => ({
      questionId,
      choice: 'elsewhere' as const,
      value: null,
      note: null,
      documentId,
      page,
      version: rows.get(questionId)!.version,
    }));
  });
  const wrong = documentId === '' ? t('elsewhere.file-needed') : answers.length === 0 ? t('elsewhere.page-needed') : undefined;
  return (
    <Section title={review.title[locale]}>
      <form
        className="panel form return-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrong) return;
          setDone(undefined);
          save.mutate({ answers, form: null }, { onSuccess: () => setDone(answers.length) });
        }}
      >
        <p className="small muted">{review.help[locale]}</p>
        {files.length > 0 && (
          <SelectField label={t('elsewhere.file')} value={documentId} onChange={(event) => setDocument(event.target.value)}>
            <option value="">{t('proof.none')}</option>
            {files.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <UploadField
          partyId={view.party.id}
          label={t('proof.new')}
          onUploaded={(uploaded) => {
            if (uploaded) setAdded([...added, uploaded]);
            setDocument(uploaded?.id ?? '');
          }}
        />
        {review.parts.map((part) => {
          const open = openIn(part.questions);
          const numbers = part.questions.flatMap((id) => places.get(id)?.number ?? []).join(', ');
          return (
            <TextField
              key={part.id}
              label={t('elsewhere.pages', { part: part.title[locale] })}
              hint={t('elsewhere.questions', { numbers, open: open.length })}
              maxLength={40}
              disabled={open.length === 0}
              value={pages[part.id] ?? ''}
              onChange={(event) => setPages({ ...pages, [part.id]: event.target.value })}
            />
          );
        })}
        {tried && wrong && <p className="small return-saved is-failed">{wrong}</p>}
        {save.error && <ProblemNote error={save.error} />}
        <p role="status" className="small">
          {done !== undefined && t('elsewhere.done', { count: done })}
        </p>
        <FormFoot action={t('elsewhere.take', { count: documentId === '' ? 0 : answers.length })} waiting={save.isPending} />
      </form>
    </Section>
  );
}
