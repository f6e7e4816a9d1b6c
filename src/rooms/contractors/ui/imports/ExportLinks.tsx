import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { translateContracts } from '../texts.ts';
import type { Keeping } from './ImportDrawer.tsx';

/**
 * The list as a workbook and as CSV, with its filters and order. An import is of one party, so a reader who keeps contracts of several has a file of each of
 * these `parties`; where none is named, one file has the whole list.
 */
export function ExportLinks({ filter, parties }: { filter: Record<string, string | undefined>; parties: readonly Keeping[] }) {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  const linkTo = (format: 'xlsx' | 'csv', party?: Keeping) => (
    <FileLink href={fileAddress(`/contracts.${format}`, { ...filter, partyId: party?.id, lang: locale })}>
      {party === undefined ? t(`export.${format}`) : t(`export.${format}-of`, { party: party.name })}
    </FileLink>
  );
  if (parties.length === 0)
    return (
      <p className="no-print">
        {t('export')} {linkTo('xlsx')} {linkTo('csv')}
      </p>
    );
  return (
    <div className="no-print">
      <p>{t('export')}</p>
      <ul>
        {parties.map((party) => (
          <li key={party.id}>
            {linkTo('xlsx', party)} {linkTo('csv', party)}
          </li>
        ))}
      </ul>
    </div>
  );
}
