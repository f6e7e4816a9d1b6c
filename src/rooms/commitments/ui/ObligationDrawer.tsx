import './obligation/obligation.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { Strength } from '#rooms/policy/policy.schema.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { usePolicyWords } from '#rooms/policy/ui/policy-words.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { translateCommitments } from '../texts.ts';
import { cellKey } from './MatrixMarks.tsx';
import { matrixQuery, obligationQuery, ratingsQuery } from './matrix-data.ts';
import { columnsOf, groupRows, shownRows } from './matrix-view.ts';
import { ObligationDue, ObligationEvidenceList, ObligationRating, ObligationSources, ObligationVisible } from './ObligationSections.tsx';
import { useMatrixSearch } from './use-matrix-search.ts';

const AnswerForm = later(() => import('./obligation/AnswerForm.tsx').then((file) => file.AnswerForm));

/** One obligation of one party, next to the matrix: what the policy asks, the status, its evidence, what is due, who can see it. */
export function ObligationDrawer({ partyId, obligationId }: { partyId: string; obligationId: string }) {
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const [search] = useMatrixSearch();
  const navigate = useNavigate();
  const policy = useQuery(editionQuery);
  const matrix = useQuery(matrixQuery(search.kind ?? 'nation'));
  const view = useQuery(obligationQuery(partyId, obligationId));
  const ratings = useQuery(ratingsQuery);
  const session = useSession();
  const policyWords = usePolicyWords();
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
    // Closing the drawer returns the focus to its mark, once the page is drawn again.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellKey(partyId, obligationId))}"]`)?.focus(),
    );
  };
  const [above, below] = neighbouringIds();
  const title = obligation?.title[locale] ?? obligationNumber(obligationId);
  // Without the ratings of reviewers the evidence would seem to decide.
  const failed = [policy, view, ratings].filter((one) => one.error);
  return (
    <Drawer
      about={cellKey(partyId, obligationId)}
      path={room('ui.obligation.path', {
        party: view.data?.party.name[locale] ?? '',
        clause: obligation?.clause ?? '',
        obligation: `${obligationNumber(obligationId)}${obligation?.reconstructed ? '†' : ''}`,
      })}
      title={title}
      hasEntry
      close={() => void close()}
      previous={above === undefined ? undefined : () => go(above)}
      next={below === undefined ? undefined : () => go(below)}
      actions={
        <>
          {can(session, 'evidence:enter', partyId) ? (
            <Link className={buttonClass('main')} to="/evidence/new" search={{ party: partyId, obligation: obligationId }}>
              {room('ui.obligation.add')}
            </Link>
          ) : null}
          <Link className={buttonClass()} to="/parties/$partyId" params={{ partyId }}>
            {room('ui.obligation.dossier')}
          </Link>
          {obligation && (
            <Link className={buttonClass('quiet')} to="/clauses/$clauseId" params={{ clauseId: obligation.clause }}>
              {room('ui.obligation.clause')}
            </Link>
          )}
        </>
      }
    >
      {failed[0] && <ProblemNote error={failed[0].error} retry={() => void Promise.all(failed.map((one) => one.refetch()))} />}
      {!failed[0] && !(obligation && view.data && ratings.data) && <Skeleton rows={6} />}
      {policy.data && obligation && view.data && ratings.data && (
        <>
          <p className="obligation-says">{obligation.statement[locale]}</p>
          {obligation.reconstructed && <p className="small muted">† {room('ui.obligation.reconstructed')}</p>}
          <p className="small muted obligation-facts">
            {room('ui.obligation.strength')} <b>{policyWords.strength(view.data.strength as Strength)}</b> ·{' '}
            {room('ui.obligation.owed-by', { owners: policyWords.owners(obligation.owners) })}
          </p>
          <ObligationRating
            view={view.data}
            ratings={ratings.data.filter((one) => one.partyId === partyId && one.obligationId === obligationId)}
          />
          <ObligationSources view={view.data} />
          {view.data.strength === 'expected' && can(session, 'commitments:answer', partyId) && <AnswerForm view={view.data} />}
          <ObligationEvidenceList view={view.data} kinds={policy.data.evidenceKinds} obligation={obligation} />
          <ObligationDue view={view.data} kinds={policy.data.evidenceKinds} />
          <ObligationVisible view={view.data} />
        </>
      )}
    </Drawer>
  );

  function neighbouringIds(): [string | undefined, string | undefined] {
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
