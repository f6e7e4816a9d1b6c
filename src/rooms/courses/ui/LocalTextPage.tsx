import './local-texts/local-texts.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { DraftForm } from './local-texts/DraftForm.tsx';
import { localTextQuery } from './local-texts/local-texts-data.ts';
import { translateLocalTextsDesk } from './local-texts/texts.ts';
import { VersionCard } from './local-texts/VersionCard.tsx';

/** The brief of one operation or the annex of one nation: the version in force and the draft. */
export default function LocalTextPage() {
  const { partyId, placeholder } = useParams({ strict: false }) as { partyId: string; placeholder: string };
  const t = useTranslations(translateLocalTextsDesk);
  const locale = useLocale();
  const { data: view, error, refetch } = useQuery(localTextQuery(partyId, placeholder));
  const current = view?.texts.find(({ withdrawn }) => withdrawn === null);
  const day = current && formatDay(locale, current.asOf);
  return (
    <>
      <PageHead
        title={view ? `${t(`placeholder.${view.placeholder}`)}, ${view.party.name[locale]}` : t('list.title')}
        path={<Link to="/briefs">{t('list.title')}</Link>}
        meta={view && t('page.months', { months: view.months ?? 0 })}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('page.print')}
          </Button>
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!view && !error && <Skeleton rows={10} />}
      {view && (
        <>
          <p role="status" className="local-text-state">
            {current === undefined
              ? t('page.none', { missing: view.missing[locale] })
              : t(current.old ? 'page.old' : 'page.current', { number: current.number, day: day ?? '' })}
          </p>
          {offers(view.actions, 'write') && <DraftForm key={`${partyId} ${placeholder}`} view={view} />}
          <Section title={t('versions.title')}>
            {view.texts.length === 0 && <p className="muted">{t('versions.none')}</p>}
            {view.texts.map((text, at) => (
              <VersionCard key={text.number} view={view} text={text} open={at === 0} />
            ))}
          </Section>
        </>
      )}
    </>
  );
}
