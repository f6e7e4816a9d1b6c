import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { LabelMark } from '#rooms/parties/ui/LabelMark.tsx';
import { markedNumber } from '#rooms/policy/duty-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { translateEvidence } from '../texts.ts';
import type { PieceView } from '../views/piece-view.schema.ts';
import { piecesQuery } from './evidence-data.ts';
import { translateEvidenceDesk } from './texts.ts';

/** The evidence of a party, newest first, a page at a time: submitted items, or the drafts that only the party sees. */
export function EvidenceList({ partyId, edition }: { partyId: string; edition: EditionData }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const label = useTranslations(translateLabels);
  const locale = useLocale();
  const [state, setState] = useState<'submitted' | 'draft'>('submitted');
  const pieces = useInfiniteQuery(piecesQuery(partyId, state));
  const kindOf = (piece: PieceView) => edition.evidenceKinds.find((kind) => kind.id === piece.kind)?.title[locale] ?? piece.kind;
  const rows = pieces.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <fieldset className="page-actions no-print" aria-label={t('list')}>
        {(['submitted', 'draft'] as const).map((one) => (
          <Button key={one} aria-pressed={state === one} onClick={() => setState(one)}>
            {t(`list.${one}`)}
          </Button>
        ))}
      </fieldset>
      {pieces.error && <ProblemNote error={pieces.error} retry={() => void pieces.refetch()} />}
      {pieces.isPending && <Skeleton rows={4} />}
      {pieces.data && (
        <DataTable
          caption={t('list')}
          columns={[
            {
              key: 'title',
              head: t('field.title'),
              cell: (piece: PieceView) => (
                <>
                  <EvidenceSquare origin={piece.origin} />{' '}
                  <Link to="/evidence/$pieceId" params={{ pieceId: piece.id }}>
                    {piece.title?.[locale] ?? kindOf(piece)}
                  </Link>
                </>
              ),
            },
            { key: 'kind', head: t('field.kind'), cell: kindOf },
            { key: 'date', head: t('field.date'), cell: (piece: PieceView) => <DateText date={piece.date} /> },
            {
              key: 'duties',
              head: t('duties'),
              cell: (piece: PieceView) => piece.obligationIds.map((id) => markedNumber(edition, id)).join(', '),
            },
            { key: 'source', head: t('field.source'), cell: (piece: PieceView) => piece.source?.[locale] ?? '' },
            { key: 'label', head: label('label'), cell: (piece: PieceView) => <LabelMark label={piece.label} /> },
            { key: 'state', head: t('state'), cell: (piece: PieceView) => room(`state.${piece.state}`) },
          ]}
          groups={[{ key: state, rows }]}
          rowKey={(piece) => piece.id}
          more={pieces.hasNextPage ? () => void pieces.fetchNextPage() : undefined}
          waiting={pieces.isFetchingNextPage}
          empty={t(`list.${state}.empty`)}
        />
      )}
    </>
  );
}
