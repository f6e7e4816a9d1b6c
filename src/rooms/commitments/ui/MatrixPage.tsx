import './matrix.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations, withTexts } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { MatrixBody } from './MatrixBody.tsx';
import { matrixQuery, openRoundQuery } from './matrix-data.ts';
import { columnsOf, shownRows } from './matrix-view.ts';
import { translateMatrix } from './texts.ts';
import { useMatrixSearch } from './use-matrix-search.ts';

// The drawer loads forms. Readers who only look at the matrix need not wait for them.
const ObligationDrawer = lazy(() => withTexts(import('./ObligationDrawer.tsx')).then((file) => ({ default: file.ObligationDrawer })));

/** Who keeps which clause, on what evidence: the main page of the product. The open obligation is a child route, in the drawer. */
export default function MatrixPage() {
  const t = useTranslations(translateMatrix);
  const locale = useLocale();
  const session = useSession();
  const [search, change] = useMatrixSearch();
  const chosen = useParams({ strict: false });
  // Without a choice the first tab with parties that this reader may see is open: a commander may see no nation, but the operation.
  const nations = useQuery({ ...matrixQuery('nation'), enabled: search.kind === undefined });
  const { counts } = nations.data ?? {};
  const kind = search.kind ?? (counts && PARTY_KINDS.find((one) => counts[one] > 0)) ?? 'nation';
  const policy = useQuery(editionQuery);
  const matrix = useQuery(matrixQuery(kind));
  const round = useQuery(openRoundQuery).data;
  const [edition, data] = [policy.data, matrix.data];
  const error = policy.error ?? matrix.error;
  const view = edition && data && columnsOf(edition, data, search, chosen.obligationId);
  const rows = view && shownRows(data, view.columns, search, locale);
  // Where a newer version has removed the file, the page says so.
  const [fault, setFault] = useState<unknown>();
  if (fault !== undefined) throw fault;
  const save = async () => {
    if (data === undefined || view === undefined || rows === undefined) return;
    const { matrixCsv, saveFile } = await import('./matrix-csv.ts');
    const exercise = session.exercise;
    saveFile(
      `${exercise ? 'EXERCISE-' : ''}compliance-${kind}-${data.asOf}.csv`,
      matrixCsv(data, rows, view.columns, { locale, exercise }),
    );
  };
  const drawer = chosen.partyId && chosen.obligationId ? { partyId: chosen.partyId, obligationId: chosen.obligationId } : undefined;
  const meta = [
    edition && t('policy-of', { day: formatDay(locale, edition.adopted) }),
    round && t('open-round', { round: round.title[locale] }),
    data && t('as-of', { day: formatDay(locale, data.asOf) }),
  ].filter(Boolean);
  return (
    <>
      <PageHead
        title={t('title')}
        meta={
          <>
            {meta.length > 0 ? meta.join(' · ') : '\u00a0'}
            {data && (
              <>
                {' '}
                · <LabelBadge label={data.label} />
              </>
            )}
          </>
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4'), t('help.5')]}
        actions={
          <>
            <Button onClick={() => save().catch(setFault)}>
              <Icon name="load" />
              {t('csv')}
            </Button>
            <Button onClick={() => window.print()}>
              <Icon name="print" />
              {t('print')}
            </Button>
          </>
        }
      />
      <Tabs
        name={t('tabs')}
        items={PARTY_KINDS.filter((one) => one !== 'partner' || (data?.counts.partner ?? 0) > 0).map((one) => ({
          to: '/compliance',
          search: { ...search, kind: one === 'nation' && data?.counts.nation !== 0 ? undefined : one, clause: undefined, open: undefined },
          text: t(`kind.${one}`),
          count: data?.counts[one],
          on: one === kind,
        }))}
      />
      {error && (
        <ProblemNote
          error={error}
          retry={() => {
            void policy.refetch();
            void matrix.refetch();
          }}
        />
      )}
      {!error && !(view && rows) && <Skeleton rows={12} />}
      {edition && data && view && rows && data.rows.length > 0 && (
        <MatrixBody edition={edition} matrix={data} view={view} rows={rows} search={search} change={change} />
      )}
      {data?.rows.length === 0 && <Empty>{t('nobody')}</Empty>}
      {drawer && (
        <Suspense>
          <ObligationDrawer {...drawer} />
        </Suspense>
      )}
    </>
  );
}
