import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateWorkersPage } from './texts.ts';

const SitePageForm = later(() => import('./SitePageForm.tsx').then((file) => file.SitePageForm));

type Workers = AnswerOf<'/contracts/:contractId/workers'>;

/** The public pages of sites of the contracting party: none until one is published with the agreement of force protection. */
export function SitePages({ workers }: { workers: Workers }) {
  const t = useTranslations(translateWorkersPage);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section title={t('site')}>
      <p className="small muted">{t('site.about')}</p>
      {workers.sitePages.length === 0 && <p className="muted">{t('site.none')}</p>}
      {workers.sitePages.length > 0 && (
        <ul className="site-visits">
          {workers.sitePages.map((page) => (
            <Page key={page.id} page={page} mayWithdraw={workers.mayVisit} />
          ))}
        </ul>
      )}
      {workers.mayVisit && !isOpen && (
        <p className="no-print">
          <Button onClick={() => setIsOpen(true)}>{t('site.publish')}</Button>
        </p>
      )}
      {isOpen && <SitePageForm contract={workers.contract} close={() => setIsOpen(false)} />}
    </Section>
  );
}

function Page({ page, mayWithdraw }: { page: Workers['sitePages'][number]; mayWithdraw: boolean }) {
  const t = useTranslations(translateWorkersPage);
  const locale = useLocale();
  const queries = useQueryClient();
  const withdraw = useWrite((pageId: string, key) => send('POST /site-pages/:pageId/withdrawal', { pageId }, key), {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts', 'workers'] }),
  });
  const until = formatDay(locale, page.agreedUntil);
  return (
    <li>
      <strong>{page.name}</strong>{' '}
      {page.isShown ? (
        <a href={page.address} target="_blank" rel="noreferrer">
          {page.address}
        </a>
      ) : (
        page.address
      )}
      <p>{t(page.isShown ? 'site.until' : 'site.over', { day: until })}</p>
      <p className="small muted">
        {t('site.agreed', { by: page.agreedBy, day: formatDay(locale, page.agreedOn) })} {page.agreement}
      </p>
      {mayWithdraw && (
        <Button
          kind="quiet"
          waiting={withdraw.isPending}
          aria-label={t('site.withdraw-of', { name: page.name })}
          onClick={() => withdraw.mutate(page.id)}
        >
          {t('site.withdraw')}
        </Button>
      )}
      {withdraw.error && <ProblemNote error={withdraw.error} />}
    </li>
  );
}
