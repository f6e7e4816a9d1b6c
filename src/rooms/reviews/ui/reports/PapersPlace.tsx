import type { z } from 'zod';
import { collator } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { sayReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';

type Page = z.infer<typeof RoundPageView>;

/** What headquarters sends: the letters, each in the language of its party and with its return, and the progress report to the Council. */
export function PapersPlace({ page }: { page: Page }) {
  const t = useSay(sayReviewForms);
  const locale = useLocale();
  const at = `/desk/api/rounds/${page.round.id}`;
  const french = page.letters.filter(({ language }) => language === 'fr').length;
  return (
    <Section title={t('papers.title')}>
      <p className="small muted">{t('papers.says')}</p>
      <ul className="side-list no-print">
        <li>
          {t('papers.council')} <Files at={`${at}/council`} query={`?lang=${locale}`} about={t('papers.council')} />
        </li>
        <li>
          {t('papers.letters', { english: page.letters.length - french, french })}{' '}
          <Files at={`${at}/letters`} query="" about={t('papers.letters-short')} />
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

function Files({ at, query, about }: { at: string; query: string; about: string }) {
  return (
    <small>
      <FileLink href={`${at}.pdf${query}`} aria-label={`${about}, PDF`}>
        PDF
      </FileLink>{' '}
      <FileLink href={`${at}.docx${query}`} aria-label={`${about}, DOCX`}>
        DOCX
      </FileLink>
    </small>
  );
}

function Languages({ page }: { page: Page }) {
  const t = useSay(sayReviewForms);
  const locale = useLocale();
  const compare = collator(locale);
  const own = new Map(page.letters.map(({ partyId, language }) => [partyId, language]));
  const write = useReviewWrite(({ part, language }: { part: string; language: string }, key) =>
    send('PUT', `/participations/${part}/letter-language`, { language }, { key }),
  );
  return (
    <>
      {write.error && <ProblemNote error={write.error} />}
      <ul className="side-list letter-languages">
        {page.parts
          .toSorted((a, b) => compare(a.party.name[locale], b.party.name[locale]))
          .map(({ id, party }) => (
            <li key={id}>
              <label>
                <span>{party.name[locale]}</span>
                <select
                  value={own.get(party.id) ?? 'en'}
                  disabled={write.isPending}
                  onChange={(event) => write.mutate({ part: id, language: event.target.value })}
                >
                  <option value="en">{t('papers.english')}</option>
                  <option value="fr">{t('papers.french')}</option>
                </select>
              </label>
            </li>
          ))}
      </ul>
    </>
  );
}
