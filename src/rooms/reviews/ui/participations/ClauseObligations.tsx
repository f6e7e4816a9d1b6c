import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { daggerOf, numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import type { ParticipationObligation, ParticipationView } from '../../views/participation-view.schema.ts';
import { isOpen, nextOpen, type Work } from '../participation-view.ts';
import { translateReviewDesk } from '../texts.ts';
import { clauseNumber } from '../words.ts';
import { ObligationCard } from './ObligationCard.tsx';

/** The obligations of one clause, one card each, and a link to the next open one (button, or Alt and arrow down). */
export function ClauseObligations({
  participation,
  edition,
  work,
  clause,
  obligations,
  onFail,
}: {
  participation: ParticipationView;
  edition: EditionData;
  work: Work;
  clause: string;
  obligations: readonly ParticipationObligation[];
  onFail: (failed: boolean) => void;
}) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const [{ obligation: wanted }] = useAddress();
  const navigate = useNavigate();
  const title = edition.clauses.find((one) => one.id === clause)?.title[locale];
  const open = obligations.filter((obligation) => isOpen(obligation, work)).length;
  const last = obligations.some((obligation) => obligation.id === wanted) ? wanted : undefined;
  const next = nextOpen(participation.obligations, work, last);
  const go = useCallback(
    (obligation: ParticipationObligation) =>
      void navigate({ to: '.', search: { view: obligation.clause, obligation: obligation.id }, replace: true, resetScroll: false }),
    [navigate],
  );
  useEffect(() => {
    if (next === undefined) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== 'ArrowDown') return;
      event.preventDefault();
      go(next);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [next, go]);
  return (
    <>
      <h2 className="clause-title">
        {t('clause.title', { clause: `${clauseNumber(t, clause)}${daggerOf(edition, clause)}`, title: title ?? '' })}
        <span className="small muted">
          {work === 'read' ? t('clause.obligations', { n: obligations.length }) : t('clause.open', { n: obligations.length, open })}
        </span>
      </h2>
      {obligations.map((obligation) => (
        <ObligationCard
          key={obligation.id}
          obligation={obligation}
          participation={participation}
          edition={edition}
          work={work}
          wanted={obligation.id === wanted}
          onFail={onFail}
        />
      ))}
      {next && (
        <p className="next-open no-print">
          <Button aria-keyshortcuts="Alt+ArrowDown" title={t('clause.next-keys')} onClick={() => go(next)}>
            {t('clause.next', { obligation: numberWithDagger(edition, next.id) })}
            <Icon name="unfold" />
          </Button>
        </p>
      )}
      {!next && work !== 'read' && <p className="muted">{t(work === 'answer' ? 'clause.all-answered' : 'clause.all-rated')}</p>}
    </>
  );
}
