import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Says } from '#kernel/status.ts';
import type { Locale } from '#platform/texts/texts.ts';
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

/** The body of a write: what is empty is left out. */
export function toContent(draft: PieceDraft, editionId: string): Record<string, unknown> {
  const said = Object.entries(draft)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== '');
  return { editionId, ...Object.fromEntries(said) };
}
