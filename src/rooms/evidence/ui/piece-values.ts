import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Says } from '#kernel/status.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { BodyOf } from '#web/client/api.ts';
import type { PieceView } from '../views/piece-view.schema.ts';

/** The values of the evidence form: texts, empty where nothing is given. */
export type PieceDraft = {
  obligationIds: string[];
  kind: string;
  says: Says | '';
  title: string;
  date: string;
  asOf: string;
  source: string;
  page: string;
  documentId: string;
  address: string;
  note: string;
  label: RecordLabel;
};

/** The initial values of the form: another evidence item, whole (a draft, a correction) or without its obligations and page, or one obligation alone. */
export function valuesOf(piece: PieceView | undefined, duty: string | undefined, whole: boolean, locale: Locale): PieceDraft {
  return {
    obligationIds: whole && piece ? piece.obligationIds : duty === undefined ? [] : [duty],
    kind: piece?.kind ?? '',
    says: piece?.says ?? '',
    title: piece?.title?.[locale] ?? '',
    date: piece?.date ?? '',
    asOf: piece?.asOf ?? '',
    source: piece?.source?.[locale] ?? '',
    page: (whole && piece?.page) || '',
    documentId: piece?.documentId ?? '',
    address: piece?.address ?? '',
    note: (whole && piece?.note) || '',
    label: piece?.label ?? LOWEST,
  };
}

/** The request body. Empty fields are left out; the form has already checked the required ones. */
export function toContent(draft: PieceDraft, editionId: string): BodyOf<'POST /parties/:partyId/evidence'> {
  const filled = (text: string) => text.trim() || undefined;
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
