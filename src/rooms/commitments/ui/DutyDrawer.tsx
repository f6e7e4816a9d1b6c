import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSay } from '#web/client/language.ts';
import { Drawer } from '#web/kit/Drawer.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { Skeleton } from '#web/kit/Skeleton.tsx';
import { DutyDue, DutyEvidenceList, DutyRating, DutyVisible } from './DutySections.tsx';
import { cellKey } from './MatrixMarks.tsx';
import { dutyQuery, matrixQuery, policyQuery } from './matrix-data.ts';
import { columnsOf, dutyNumber, groupRows, shownRows } from './matrix-view.ts';
import { useMatrixWords } from './matrix-words.ts';
import { sayMatrix } from './texts.ts';
import { useMatrixSearch } from './use-matrix-search.ts';

/** One duty of one party beside the matrix: what is asked, how it is kept, on what evidence, what is due, who can see it. */
export function DutyDrawer({ partyId, obligationId }: { partyId: string; obligationId: string }) {
  const t = useSay(sayMatrix);
  const { locale } = useMatrixWords();
  const [search] = useMatrixSearch();
  const navigate = useNavigate();
  const policy = useQuery(policyQuery);
  const matrix = useQuery(matrixQuery(search.kind ?? 'nation'));
  const duty = useQuery(dutyQuery(partyId, obligationId));
  const obligation = policy.data?.obligations.find((one) => one.id === obligationId);
  const go = (next: string) =>
    void navigate({
      to: '/compliance/$partyId/$obligationId',
      params: { partyId: next, obligationId },
      search: true,
      replace: true,
      resetScroll: false,
    });
  const close = async () => {
    await navigate({ to: '/compliance', search: true, resetScroll: false });
    // The mark the drawer was about takes the focus back once the page is drawn again.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellKey(partyId, obligationId))}"]`)?.focus(),
    );
  };
  const [above, below] = neighbours();
  const title = obligation?.title[locale] ?? dutyNumber(obligationId);
  const error = policy.error ?? duty.error;
  return (
    <Drawer
      about={cellKey(partyId, obligationId)}
      path={t('duty.path', {
        party: duty.data?.party.name[locale] ?? '',
        clause: obligation?.clause ?? '',
        duty: dutyNumber(obligationId),
      })}
      title={title}
      close={() => void close()}
      previous={above === undefined ? undefined : () => go(above)}
      next={below === undefined ? undefined : () => go(below)}
    >
      {error && <ProblemNote error={error} retry={() => void duty.refetch()} />}
      {!error && !(obligation && duty.data) && <Skeleton rows={6} />}
      {policy.data && obligation && duty.data && (
        <>
          <p className="duty-says">{obligation.statement[locale]}</p>
          {obligation.reconstructed && <p className="small muted">{t('duty.reconstructed')}</p>}
          <p className="small muted duty-facts">
            {t('duty.strength')} <b>{t(`strength.${duty.data.strength as 'will'}`)}</b> ·{' '}
            {t('duty.owed-by', { owners: obligation.owners.map((owner) => t(`owner.${owner}`)).join(', ') })}
          </p>
          <DutyRating duty={duty.data} />
          <DutyEvidenceList duty={duty.data} kinds={policy.data.evidenceKinds} obligation={obligation} />
          <DutyDue duty={duty.data} kinds={policy.data.evidenceKinds} />
          <DutyVisible duty={duty.data} />
        </>
      )}
    </Drawer>
  );

  function neighbours(): [string | undefined, string | undefined] {
    if (policy.data === undefined || matrix.data === undefined) return [undefined, undefined];
    const { columns } = columnsOf(policy.data, matrix.data, search, obligationId);
    const index = policy.data.obligations.findIndex((one) => one.id === obligationId);
    const rows = groupRows(shownRows(matrix.data, columns, search, locale))
      .flatMap((group) => group.rows)
      .filter((row) => row.partyId === partyId || row.cells[index]?.status !== 'not-applicable');
    const at = rows.findIndex((row) => row.partyId === partyId);
    return at < 0 ? [undefined, undefined] : [rows[at - 1]?.partyId, rows[at + 1]?.partyId];
  }
}
