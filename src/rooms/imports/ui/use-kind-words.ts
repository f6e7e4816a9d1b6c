import { useQuery } from '@tanstack/react-query';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { ROLES } from '#kernel/roles.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateDesk } from '#web/texts/texts.ts';
import type { TableSubject } from '../import-columns.schema.ts';
import { translateTables } from './texts.ts';

/** Names of the kinds a table is counted by: kinds of evidence, kinds of parties, roles. */
export function useKindWords(of: TableSubject): (kind: string) => string {
  const [t, desk, locale] = [useTranslations(translateTables), useTranslations(translateDesk), useLocale()];
  const edition = useQuery(editionQuery).data;
  return (kind) => {
    if (of === 'evidence') return edition?.evidenceKinds.find(({ id }) => id === kind)?.title[locale] ?? kind;
    const party = PARTY_KINDS.find((one) => one === kind);
    if (of === 'parties') return party ? t(`kind.${party}`) : kind;
    const role = ROLES.find((one) => one === kind);
    return role ? desk(`role.${role}`) : t('kind.account');
  };
}
