import { useSay } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { sayReviewDesk } from '../texts.ts';

/** The report of a round as files. */
export function Reports({ roundId, adopted, locale }: { roundId: string; adopted: boolean; locale: string }) {
  const t = useSay(sayReviewDesk);
  const at = `/desk/api/rounds/${roundId}`;
  return (
    <>
      <FileLink className={buttonClass()} href={`${at}/report.pdf?lang=${locale}`}>
        <Icon name="load" />
        {t(adopted ? 'round.report-pdf' : 'round.report-so-far-pdf')}
      </FileLink>
      {(['docx', 'xlsx'] as const).map((format) => (
        <FileLink key={format} className={buttonClass()} href={`${at}/report.${format}?lang=${locale}`}>
          <Icon name="load" />
          {t(`round.report-${format}`)}
        </FileLink>
      ))}
      <a className={buttonClass()} href={`${at}/report`} download={`review-${roundId}.json`}>
        <Icon name="load" />
        {t('round.report-json')}
      </a>
    </>
  );
}
