import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { translateContracts } from '../texts.ts';

/** The list as a workbook and as CSV, with its filters and order: what an import reads back. */
export function ExportLinks({ filter }: { filter: Record<string, string | undefined> }) {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  return (
    <p className="no-print">
      {t('export')} <FileLink href={fileAddress('/contracts.xlsx', { ...filter, lang: locale })}>{t('export.xlsx')}</FileLink>{' '}
      <FileLink href={fileAddress('/contracts.csv', { ...filter, lang: locale })}>{t('export.csv')}</FileLink>
    </p>
  );
}
