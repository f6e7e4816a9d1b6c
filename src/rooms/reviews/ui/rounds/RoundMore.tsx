import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { offers } from '#kernel/machine.ts';
import './round-more.css';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { collator } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { DrawView } from '../../reviewers/draw.schema.ts';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

const Papers = later(() => import('../reports/PapersPlace.tsx').then((file) => file.PapersPlace));
const InviteForm = later(() => import('../organisations/InviteForm.tsx').then((file) => file.InviteForm));

/** Below the table of a round: reviewing nations drawn, invited organisations, publication. Each is shown only once it exists. */
export function RoundMore({ page, directs }: { page: z.infer<typeof RoundPageView>; directs: boolean }) {
  return (
    <div className="round-more">
      <Draw page={page} />
      <Forms page={page} />
      <Publication page={page} />
      {directs && page.participations.length > 0 && <Papers page={page} />}
    </div>
  );
}

function ActionForm({
  page,
  action,
  path,
}: {
  page: z.infer<typeof RoundPageView>;
  action: 'draw' | 'publish';
  path: 'draw' | 'publication';
}) {
  const t = useTranslations(translateReviewForms);
  const { id, version } = page.round;
  const write = useReviewWrite((_: undefined, key) => send(`POST /rounds/:roundId/${path}`, { roundId: id, version }, key));
  return (
    <>
      {write.error && <ProblemNote error={write.error} />}
      <p className="no-print">
        <Button waiting={write.isPending} onClick={() => write.mutate(undefined)}>
          {t(`more.${action}`)}
        </Button>
      </p>
    </>
  );
}

function Draw({ page }: { page: z.infer<typeof RoundPageView> }) {
  const t = useTranslations(translateReviewForms);
  const may = offers(page.actions, 'draw');
  if (page.draw === null && !may) return null;
  return (
    <Section title={t('draw.title')}>
      {page.draw === null ? (
        <>
          <p className="small muted">{t('draw.says')}</p>
          <ActionForm page={page} action="draw" path="draw" />
        </>
      ) : (
        <Drawn draw={page.draw} />
      )}
    </Section>
  );
}

function Drawn({ draw }: { draw: DrawView }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const compare = collator(locale);
  const pairs = draw.pairs.toSorted((a, b) => compare(a.party.name[locale], b.party.name[locale]));
  return (
    <>
      <ul className="side-list pairs-drawn">
        {pairs.map(({ party, by }) => (
          <li key={party.id}>
            {party.name[locale]}
            <small>{t('draw.by', { one: by[0]?.name[locale] ?? '', two: by[1]?.name[locale] ?? '' })}</small>
          </li>
        ))}
      </ul>
      <details>
        <summary className="small">{t('draw.again')}</summary>
        <p className="small muted">{t('draw.rule')}</p>
        <p className="small muted hash">
          {t('draw.root')} <DateText date={draw.log.day} /> <code>{draw.log.root}</code> <code>{draw.rule}</code>
        </p>
        <p className="small muted hash">
          {t('draw.nations')} <code>{draw.nations.join(' ')}</code>
        </p>
        {draw.others.length > 0 && (
          <p className="small muted hash">
            {t('draw.others')} <code>{draw.others.join(' ')}</code>
          </p>
        )}
      </details>
    </>
  );
}

function Forms({ page }: { page: z.infer<typeof RoundPageView> }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const may = offers(page.actions, 'invite');
  if (page.forms.length === 0 && !may) return null;
  return (
    <Section title={t('forms.title')} side={page.forms.length}>
      <p className="small muted">{t('forms.says')}</p>
      {page.forms.length > 0 && (
        <ul className="side-list">
          {page.forms.map((form) => (
            <li key={form.id}>
              <Link to="/forms/$formId" params={{ formId: form.id }}>
                {form.party.name[locale]}
              </Link>
              <small>
                {form.submittedAt === null ? t('forms.invited') : t('forms.submitted')}{' '}
                <DateText date={form.submittedAt ?? form.invitedAt} />
              </small>
            </li>
          ))}
        </ul>
      )}
      {may && <InviteForm roundId={page.round.id} invited={page.forms.map((form) => form.party.id)} />}
    </Section>
  );
}

function Publication({ page }: { page: z.infer<typeof RoundPageView> }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const may = offers(page.actions, 'publish');
  if (page.publishedAt === null && !may) return null;
  const address = `${locale === DEFAULT_LOCALE ? '' : `/${locale}`}/reviews?round=${page.round.id}`;
  return (
    <Section title={t('publish.title')}>
      {page.publishedAt === null ? (
        <>
          <p className="small muted">{t('publish.says', { n: page.agreed })}</p>
          <ActionForm page={page} action="publish" path="publication" />
        </>
      ) : (
        <p>
          {t('publish.on')} <DateText date={page.publishedAt} />. <a href={address}>{t('publish.see')}</a>
        </p>
      )}
    </Section>
  );
}
