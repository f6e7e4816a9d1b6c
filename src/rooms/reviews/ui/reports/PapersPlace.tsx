import type { z } from 'zod';
import { DEFAULT_LOCALE, LANGUAGES, type Locale } from '#kernel/languages.ts';
import { collator } from '#platform/texts/texts.ts';
import { fileAddress, type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

type Page = z.infer<typeof RoundPageView>;

/** What headquarters sends: invitations, each in its party's language and with its self-assessment, and the progress report to the Council. */
export function PapersPlace({ page }: { page: Page }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  const french = page.invitations.filter(({ language }) => language === 'fr').length;
  return (
    <Section title={t('papers.title')}>
      <p className="small muted">{t('papers.says')}</p>
      <ul className="side-list no-print">
        <li>
          {t('papers.council')} <Files roundId={page.round.id} paper="council" lang={locale} about={t('papers.council')} />
        </li>
        <li>
          {t('papers.invitations', { english: page.invitations.length - french, french })}{' '}
          <Files roundId={page.round.id} paper="invitations" about={t('papers.invitations-short')} />
        </li>
      </ul>
      <details>
        <summary className="small">{t('papers.languages')}</summary>
        <p className="small muted">{t('papers.languages-say')}</p>
        <Languages page={page} />
      </details>
    </Section>
  );
}

type Paper = { roundId: string; paper: 'council' | 'invitations'; lang?: Locale; about: string };

function Files({ roundId, paper, lang, about }: Paper) {
  return (
    <small>
      <FileLink href={fileAddress(`/rounds/:roundId/${paper}.pdf`, { roundId, lang })} aria-label={`${about}, PDF`}>
        PDF
      </FileLink>{' '}
      <FileLink href={fileAddress(`/rounds/:roundId/${paper}.docx`, { roundId, lang })} aria-label={`${about}, DOCX`}>
        DOCX
      </FileLink>
    </small>
  );
}

function Languages({ page }: { page: Page }) {
  const locale = useLocale();
  const compare = collator(locale);
  const own = new Map(page.invitations.map(({ partyId, language }) => [partyId, language]));
  const write = useReviewWrite((input: InputOf<'PUT /participations/:participationId/invitation-language'>, key) =>
    send('PUT /participations/:participationId/invitation-language', input, key),
  );
  return (
    <>
      {write.error && <ProblemNote error={write.error} />}
      <ul className="side-list invitation-languages">
        {page.participations
          .toSorted((a, b) => compare(a.party.name[locale], b.party.name[locale]))
          .map(({ id, party }) => (
            <li key={id}>
              <label>
                <span>{party.name[locale]}</span>
                <select
                  value={own.get(party.id) ?? DEFAULT_LOCALE}
                  disabled={write.isPending}
                  onChange={(event) => write.mutate({ participationId: id, language: event.target.value as Locale })}
                >
                  {LANGUAGES.map(({ code, name }) => (
                    <option key={code} value={code} lang={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
      </ul>
    </>
  );
}
