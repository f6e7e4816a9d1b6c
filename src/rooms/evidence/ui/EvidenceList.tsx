import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { LabelMark } from '#rooms/parties/ui/LabelMark.tsx';
import { markedNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { translateEvidence } from '../texts.ts';
import type { ItemView } from '../views/item-view.schema.ts';
import { itemsQuery } from './evidence-data.ts';
import { translateEvidenceDesk } from './texts.ts';

/** The evidence of a party, newest first, a page at a time: submitted items, or the drafts that only the party sees. */
export function EvidenceList({ partyId, edition }: { partyId: string; edition: EditionData }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const label = useTranslations(translateLabels);
  const locale = useLocale();
  const [state, setState] = useState<'submitted' | 'draft'>('submitted');
  const items = useInfiniteQuery(itemsQuery(partyId, state));
  const kindOf = (item: ItemView) => edition.evidenceKinds.find((kind) => kind.id === item.kind)?.title[locale] ?? item.kind;
  const rows = items.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <fieldset className="page-actions no-print" aria-label={t('list')}>
        {(['submitted', 'draft'] as const).map((one) => (
          <Button key={one} aria-pressed={state === one} onClick={() => setState(one)}>
            {t(`list.${one}`)}
          </Button>
        ))}
      </fieldset>
      {items.error && <ProblemNote error={items.error} retry={() => void items.refetch()} />}
      {items.isPending && <Skeleton rows={4} />}
      {items.data && (
        <DataTable
          caption={t('list')}
          columns={[
            {
              key: 'title',
              head: t('field.title'),
              cell: (item: ItemView) => (
                <>
                  <EvidenceSquare origin={item.origin} />{' '}
                  <Link to="/evidence/$itemId" params={{ itemId: item.id }}>
                    {item.title?.[locale] ?? kindOf(item)}
                  </Link>
                </>
              ),
            },
            { key: 'kind', head: t('field.kind'), cell: kindOf },
            { key: 'date', head: t('field.date'), cell: (item: ItemView) => <DateText date={item.date} /> },
            {
              key: 'obligations',
              head: t('obligations'),
              cell: (item: ItemView) => item.obligationIds.map((id) => markedNumber(edition, id)).join(', '),
            },
            { key: 'source', head: t('field.source'), cell: (item: ItemView) => item.source?.[locale] ?? '' },
            { key: 'label', head: label('label'), cell: (item: ItemView) => <LabelMark label={item.label} /> },
            { key: 'state', head: t('state'), cell: (item: ItemView) => room(`state.${item.state}`) },
          ]}
          groups={[{ key: state, rows }]}
          rowKey={(item) => item.id}
          more={items.hasNextPage ? () => void items.fetchNextPage() : undefined}
          waiting={items.isFetchingNextPage}
          empty={t(`list.${state}.empty`)}
        />
      )}
    </>
  );
}
