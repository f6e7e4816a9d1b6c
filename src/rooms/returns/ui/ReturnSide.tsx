import { fileAddress } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ReturnView } from '../return.schema.ts';
import { ReturnActions } from './actions/ReturnActions.tsx';
import { translateReturns } from './texts.ts';

const PublicStatus = later(() => import('./side-parts.ts').then((file) => file.PublicStatus));
const OpenChecks = later(() => import('./side-parts.ts').then((file) => file.OpenChecks));
const LinksPlace = later(() => import('./side-parts.ts').then((file) => file.LinksPlace));

/** The next step and its role, sections with colleagues, and the history of the return. */
export function ReturnSide({ view, left }: { view: ReturnView; left: number }) {
  const t = useTranslations(translateReturns);
  // The reason it was sent back, until it moves on.
  const last = view.steps.findLast(({ action }) => action === 'send-back' || action === 'reopen' || action === 'ask-review');
  const why = (view.state === 'returned' || view.state === 'answering') && last?.action !== 'ask-review' ? last : undefined;
  return (
    <aside className="return-side" aria-label={t('side.name')}>
      <section className="panel next-action" aria-labelledby="next-action">
        <h2 id="next-action">{t('side.next')}</h2>
        <p>{t(`next.${view.state}`, { left })}</p>
        {why?.note && (
          <blockquote className="return-why">
            <p className="prose">{why.note}</p>
            <footer className="small muted">
              {why.by}, <DateText date={why.at} />
            </footer>
          </blockquote>
        )}
        {view.isOwn && view.answers && <OpenChecks view={view} />}
        <ReturnActions view={view} left={left} />
      </section>
      {view.isOwn && view.state !== 'open' && <LinksPlace view={view} />}
      <Section title={t('side.who-sees')}>
        <p className="small muted">{t(view.submittedVersion === 0 ? 'sees.party' : 'sees.versions')}</p>
        {view.isOwn && <PublicStatus view={view} />}
      </Section>
      <Section title={t('side.way')}>
        <ul className="return-way small">
          {view.steps.map((step) => (
            <li key={`${step.action} ${step.at}`}>
              {step.signer ? t('step.signer', step.signer) : t(`step.${step.action as 'open'}`)}
              <br />
              <span className="muted">
                {step.by}, <DateText date={step.at} time />
              </span>
              {step.letter && (
                <p>
                  <a href={fileAddress('/documents/:documentId', { documentId: step.letter })}>
                    {view.documents.find(({ id }) => id === step.letter)?.name ?? t('sign.letter')}
                  </a>
                </p>
              )}
              {step.note && <p className="prose">{step.note}</p>}
            </li>
          ))}
        </ul>
      </Section>
    </aside>
  );
}
