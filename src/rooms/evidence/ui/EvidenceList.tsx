import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import { translateEvidence } from '../texts.ts';
import type { ItemView } from '../views/item-view.schema.ts';
import { itemsQuery } from './evidence-data.ts';
import { translateEvidenceDesk } from './texts.ts';

/**
 * The evidence of a party, a page at a time: submitted items, or the drafts that only the party sees. Without a choice in the address the drafts open where nothing
 * is submitted.
 */
export function EvidenceList({ partyId, edition }: { partyId: string; edition: EditionData }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const label = useTranslations(translateLabels);
  const locale = useLocale();
  const [address, change] = useAddress();
  const mayEnter = can(useSession(), 'evidence:enter', partyId);
  const sort = useSort<ItemView, 'submitted' | 'date'>({ date: 'date', submitted: 'submitted' }, '-submitted');
  const kind = edition.evidenceKinds.find(({ id }) => id === address.kind)?.id;
  const chosen = (['submitted', 'draft'] as const).find((one) => one === address.state);
  const query = itemsQuery(partyId, 'submitted', { kind, sort: sort.order });
  const submitted = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey), enabled: chosen !== 'draft' });
  const isEmpty = (list: typeof submitted) => list.data?.pages[0]?.items.length === 0;
  const drafts = useInfiniteQuery({
    ...itemsQuery(partyId, 'draft', { kind }),
    enabled: chosen === 'draft' || (chosen === undefined && kind === undefined && isEmpty(submitted)),
  });
  const state = chosen ?? (isEmpty(submitted) && drafts.data && !isEmpty(drafts) ? 'draft' : 'submitted');
  const items = state === 'draft' ? drafts : submitted;
  const kindOf = (item: ItemView) => edition.evidenceKinds.find((kind) => kind.id === item.kind)?.title[locale] ?? item.kind;
  const rows = items.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <fieldset className="page-actions no-print" aria-label={t('list')}>
        {(['submitted', 'draft'] as const).map((one) => (
          <Button key={one} aria-pressed={state === one} onClick={() => change({ state: one })}>
            {t(`list.${one}`)}
          </Button>
        ))}
        <FilterSelect
          name={t('field.kind')}
          all={t('list.every-kind')}
          value={kind}
          options={edition.evidenceKinds.map(({ id, title }) => ({ value: id, text: title[locale] }))}
          onChange={(value) => change({ kind: value ?? '' })}
        />
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
              cell: (item: ItemView) => item.obligationIds.map((id) => numberWithDagger(edition, id)).join(', '),
            },
            { key: 'source', head: t('field.source'), cell: (item: ItemView) => item.source?.[locale] ?? '' },
            { key: 'label', head: label('label'), cell: (item: ItemView) => <LabelBadge label={item.label} /> },
            {
              key: 'submitted',
              head: t('list.submitted-on'),
              cell: (item: ItemView) => item.submittedAt && <DateText date={item.submittedAt.slice(0, 10)} />,
            },
            { key: 'state', head: t('state'), cell: (item: ItemView) => room(`state.${item.state}`) },
          ]}
          groups={[{ key: state, rows }]}
          {...(state === 'submitted' && { sort })}
          rowKey={(item) => item.id}
          more={items.hasNextPage ? () => void items.fetchNextPage() : undefined}
          waiting={items.isFetchingNextPage}
          empty={t(kind === undefined ? `list.${state}.empty${mayEnter ? '' : '-read'}` : 'list.empty-kind')}
        />
      )}
    </>
  );
}
