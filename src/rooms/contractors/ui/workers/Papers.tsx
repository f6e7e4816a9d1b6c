import { type AnswerOf, fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Section } from '#web/kit/Section.tsx';
import { setForbidsAll } from '../../workers/worker.rules.ts';
import { translateWorkersPage } from './texts.ts';

const SIZES = ['card', 'a4', 'a3'] as const;

/** The cards and posters for the workers of a contract, in each language of the reporting pages. */
export function Papers({ workers: { contract, channel, languages } }: { workers: AnswerOf<'/contracts/:contractId/workers'> }) {
  const t = useTranslations(translateWorkersPage);
  const locale = useLocale();
  return (
    <Section title={t('papers')}>
      <p className={channel === null ? 'note fault' : 'small muted'}>
        {channel === null ? t('papers.no-channel') : t('papers.channel', { channel: channel.name[locale] ?? channel.slug })}
      </p>
      {!setForbidsAll(contract.setId) && <p className="small muted">{t('papers.other-set')}</p>}
      <ul className="panel worker-papers no-print">
        {languages.map(({ code, name, unread }) => (
          <li key={code}>
            <strong lang={code}>
              <bdi>{name}</bdi>
            </strong>
            <span className="worker-paper-sizes">
              {SIZES.map((size) => (
                <FileLink
                  key={size}
                  href={fileAddress('/contracts/:contractId/workers.pdf', { contractId: contract.id, lang: code, size })}
                  aria-label={t('papers.of', { paper: t(`papers.${size}`), language: name })}
                >
                  {t(`papers.${size}`)}
                </FileLink>
              ))}
            </span>
            {unread && <p className="small muted">{t('papers.unread')}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
