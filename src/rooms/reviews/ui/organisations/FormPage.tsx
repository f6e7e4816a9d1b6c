import '../reviews.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { FormView } from '../../organisations/form.schema.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { clauseNumber } from '../words.ts';

const ObservationForm = later(() => import('./ObservationForm.tsx').then((file) => file.ObservationForm));

const formQuery = (formId: string) =>
  queryOptions({
    queryKey: ['reviews', 'form', formId],
    queryFn: ({ signal }) => get('/review-forms/:formId', { formId }, signal),
  });

/** The form of an invited organisation: its observations, clause by clause. It may stop at any clause, and nothing is ever late. */
export default function FormPage() {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { formId = '' } = useParams({ strict: false });
  const { data: form, error, isPending, refetch } = useQuery(formQuery(formId));
  return (
    <>
      <PageHead
        title={form === undefined ? t('form.title') : `${form.round.title[locale]}, ${form.party.name[locale]}`}
        meta={form === undefined ? '\u00a0' : <FormStatus form={form} />}
        help={[t('form.help.1'), t('form.help.2'), t('form.help.3'), t('form.help.4')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton rows={12} />}
      {form && (
        <div className="review-form form-clauses">
          {form.mayWrite && <p className="note">{t('form.no-names')}</p>}
          {form.clauses.map((clause) => (
            <article key={clause.id} className="panel entry" aria-labelledby={`clause-${clause.id}`}>
              <h2 id={`clause-${clause.id}`}>
                {clauseNumber(t, clause.id)} {clause.title[locale]}
              </h2>
              <p className="small muted">
                {clause.plain[locale]} {clause.reconstructed && t('obligation.reconstructed')}
              </p>
              {form.mayWrite ? (
                <ObservationForm
                  key={clause.observation?.version ?? 0}
                  formId={form.id}
                  clauseId={clause.id}
                  observation={clause.observation}
                />
              ) : (
                <p>{clause.observation?.text ?? <span className="muted">{t('form.no-observation')}</span>}</p>
              )}
            </article>
          ))}
          {form.mayWrite && <SubmitForm form={form} />}
        </div>
      )}
    </>
  );
}

function FormStatus({ form }: { form: FormView }) {
  const t = useTranslations(translateReviewDesk);
  if (form.submittedAt !== null)
    return (
      <>
        {t('form.submitted')} <DateText date={form.submittedAt} />
      </>
    );
  if (form.helpfulBy === null) return <>{t('form.no-day')}</>;
  return (
    <>
      {t('form.helpful-by')} <DateText date={form.helpfulBy} />
    </>
  );
}

function SubmitForm({ form }: { form: FormView }) {
  const t = useTranslations(translateReviewDesk);
  const submitForm = useReviewWrite((_: undefined, key) =>
    send('POST /review-forms/:formId/submit', { formId: form.id, version: form.version }, key),
  );
  const written = form.clauses.filter((clause) => clause.observation !== null).length;
  return (
    <section className="panel next-step" aria-labelledby="submit-form">
      <h2 id="submit-form">{t('form.submit')}</h2>
      <p>{t('form.submit-says', { n: written })}</p>
      {submitForm.error && <ProblemNote error={submitForm.error} />}
      <p>
        <Button kind="main" waiting={submitForm.isPending} onClick={() => submitForm.mutate(undefined)}>
          {t('form.submit')}
        </Button>
      </p>
    </section>
  );
}
