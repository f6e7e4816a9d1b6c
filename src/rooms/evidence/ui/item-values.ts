import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Says } from '#kernel/status.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { BodyOf } from '#web/client/api.ts';
import type { ItemView } from '../views/item-view.schema.ts';

/** The values of the evidence form. What is optional is left out where nothing is given. */
export type ItemDraft = {
  obligationIds: string[];
  kind: string;
  says: Says | '';
  title: string;
  date: string;
  asOf?: string | undefined;
  source: string;
  page?: string | undefined;
  documentId?: string | undefined;
  address?: string | undefined;
  note?: string | undefined;
  label: RecordLabel;
};

/** The initial values of the form: another evidence item, whole (a draft, a correction) or without its obligations and page, or one obligation alone. */
export function valuesOf(item: ItemView | undefined, obligation: string | undefined, whole: boolean, locale: Locale): ItemDraft {
  return {
    obligationIds: whole && item ? item.obligationIds : obligation === undefined ? [] : [obligation],
    kind: item?.kind ?? '',
    says: item?.says ?? '',
    title: item?.title?.[locale] ?? '',
    date: item?.date ?? '',
    asOf: item?.asOf ?? undefined,
    source: item?.source?.[locale] ?? '',
    page: (whole && item?.page) || undefined,
    documentId: item?.documentId ?? undefined,
    address: item?.address ?? undefined,
    note: (whole && item?.note) || undefined,
    label: item?.label ?? LOWEST,
  };
}

/** The request body. Empty fields are left out; the form has already checked the required ones. */
export function toContent(draft: ItemDraft, editionId: string): BodyOf<'POST /parties/:partyId/evidence'> {
  const filled = (text: string | undefined) => text?.trim() || undefined;
  return {
    editionId,
    obligationIds: draft.obligationIds,
    kind: draft.kind,
    says: draft.says as Says,
    title: draft.title.trim(),
    date: draft.date.trim(),
    asOf: filled(draft.asOf),
    source: draft.source.trim(),
    page: filled(draft.page),
    documentId: filled(draft.documentId),
    address: filled(draft.address),
    note: filled(draft.note),
    label: draft.label,
  };
}
