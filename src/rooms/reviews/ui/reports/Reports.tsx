import type { Locale } from '#kernel/languages.ts';
import { fileAddress } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { translateReviewDesk } from '../texts.ts';

/** The report of a round as files. */
export function Reports({ roundId, adopted, locale }: { roundId: string; adopted: boolean; locale: Locale }) {
  const t = useTranslations(translateReviewDesk);
  return (
    <>
      <FileLink className={buttonClass()} href={fileAddress('/rounds/:roundId/report.pdf', { roundId, lang: locale })}>
        <Icon name="load" />
        {t(adopted ? 'round.report-pdf' : 'round.report-so-far-pdf')}
      </FileLink>
      {(['docx', 'xlsx'] as const).map((format) => (
        <FileLink key={format} className={buttonClass()} href={fileAddress(`/rounds/:roundId/report.${format}`, { roundId, lang: locale })}>
          <Icon name="load" />
          {t(`round.report-${format}`)}
        </FileLink>
      ))}
      <a className={buttonClass()} href={fileAddress('/rounds/:roundId/report', { roundId })} download={`review-${roundId}.json`}>
        <Icon name="load" />
        {t('round.report-json')}
      </a>
    </>
  );
}
