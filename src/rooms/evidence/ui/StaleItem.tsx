import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { ItemDraft } from './item-values.ts';
import { translateEvidenceDesk } from './texts.ts';

const FIELDS = ['obligations', 'kind', 'says', 'title', 'date', 'as-of', 'source', 'page', 'file', 'address', 'note'] as const;
type Field = (typeof FIELDS)[number];

/** After another person changed an evidence item: each field that differs, the stored value next to the typed one. */
export function StaleItem({
  edition,
  current,
  yours,
  load,
}: {
  edition: EditionData;
  current: ItemDraft;
  yours: ItemDraft;
  load: () => void;
}) {
  const t = useTranslations(translateEvidenceDesk);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const shown = (draft: ItemDraft): Record<Field, string | undefined> => ({
    obligations: draft.obligationIds.map((id) => id.replace(/^P(?=\d)/, '')).join(', '),
    kind: edition.evidenceKinds.find((kind) => kind.id === draft.kind)?.title[locale] ?? draft.kind,
    says: draft.says && word(draft.says),
    title: draft.title.trim(),
    date: draft.date,
    'as-of': draft.asOf,
    source: draft.source.trim(),
    page: draft.page?.trim(),
    file: draft.documentId && t('file.kept'),
    address: draft.address?.trim(),
    note: draft.note?.trim(),
  });
  const [stored, typed] = [shown(current), shown(yours)];
  const rows = FIELDS.filter((field) => stored[field] !== typed[field]).map((field) => ({
    key: field,
    name: t(`field.${field}`),
    current: stored[field],
    yours: typed[field],
  }));
  return <StaleNote rows={rows} load={load} />;
}
