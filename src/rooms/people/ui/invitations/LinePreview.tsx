import { LANGUAGES } from '#kernel/languages.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { InvitationLine } from './invitation-lines.rules.ts';
import { translateInviteMany } from './texts.ts';

/** What each pasted line was read as, and its problem. */
export function LinePreview({ lines }: { lines: readonly InvitationLine[] }) {
  const t = useTranslations(translateInviteMany);
  const locale = useLocale();
  return (
    <DataTable
      caption={t('preview')}
      groups={[{ key: 'all', rows: lines }]}
      rowKey={({ line }) => String(line)}
      empty={t('preview-none')}
      columns={[
        { key: 'line', head: t('line'), cell: ({ line }) => line },
        { key: 'name', head: t('name'), cell: ({ name }) => name },
        { key: 'email', head: t('email'), cell: ({ email }) => email },
        { key: 'party', head: t('party'), cell: ({ party, partyText }) => party?.name[locale] ?? partyText },
        { key: 'language', head: t('language'), cell: ({ language }) => LANGUAGES.find(({ code }) => code === language)?.name },
        {
          key: 'problem',
          head: t('problem'),
          cell: ({ fault }) => fault !== null && <b className="invite-fault">{t(`fault-${fault}`)}</b>,
        },
      ]}
    />
  );
}
