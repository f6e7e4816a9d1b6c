import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Says } from '#kernel/status.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { BodyOf } from '#web/client/api.ts';
import type { PieceView } from '../views/piece-view.schema.ts';

/** What the form of a piece holds: texts, empty where nothing is said. */
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

/** What a form starts with: another piece, whole (a draft, a correction) or without its duties and page, or nothing but one duty. */
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

/** The body of a write: what is empty is left out. The form has asked for what is needed. */
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
