import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import { isRecent } from '../party-status.rules.ts';
import type { PartyView } from '../party-view.schema.ts';
import { servesIn } from '../units/serving.rules.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { EndForm } from './EndForm.tsx';
import { Linked } from './Linked.tsx';
import { allPartiesQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

type Open = { form: 'confirm'; operation: string } | { form: 'end'; contributionId: string } | null;

/** Membership, confirmed and observed contributions of a nation. A person confirms or ends a contribution here. */
export function NationFacts({ party, tell }: { party: PartyView; tell: (words: string) => void }) {
  const { t, day, span, operationName } = usePartyWords();
  const session = useSession();
  const [open, setOpen] = useState<Open>(null);
  const may = can(session, 'parties:confirm', party.id);
  const { memberships, contributions, observedContributions } = party.facts;
  const running = useQuery(allPartiesQuery('operation')).data?.filter((one) => one.partyStatus !== 'ended');
  const today = new Date().toISOString().slice(0, 10);
  const serves = servesIn(party, today);
  const isCurrent = (one: { operation: string; asOf: string | null }) =>
    running?.some(({ code }) => code === one.operation) === true && isRecent(one.asOf, today);
  const done = (words: string) => {
    setOpen(null);
    tell(words);
  };
  return (
    <>
      {memberships.length > 0 && (
        <Section title={t('ui.memberships')} level={3}>
          <ul className="parties-list">
            {memberships.map((one) => (
              <li key={one.id}>
                {span(one.from, one.to)}
                <small>
                  <Linked text={one.source} />
                </small>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('ui.contributions')} level={3}>
        {contributions.length === 0 && (
          <p className="muted">
            {party.partyStatus === 'ally' && serves.length > 0
              ? t('ui.serves', { operations: serves.map(operationName).join(', ') })
              : t('ui.contributions-none')}
          </p>
        )}
        <ul className="parties-list">
          {contributions.map((one) => (
            <li key={one.id}>
              <b>{operationName(one.operation)}</b> {span(one.from, one.to)}
              <small>
                <Linked text={one.source} />
              </small>
              {may && open?.form === 'end' && open.contributionId === one.id ? (
                <EndForm party={party} contribution={one} close={() => setOpen(null)} done={done} />
              ) : (
                may && (
                  <Button kind="quiet" onClick={() => setOpen({ form: 'end', contributionId: one.id })}>
                    {t('ui.end-contribution')}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('ui.observed-contributions')} level={3}>
        <p className="muted small">
          {observedContributions.length === 0 ? t('ui.observed-contributions-none') : t('ui.observed-contributions-say')}
        </p>
        <ul className="parties-list">
          {observedContributions.map((one) => (
            <li key={`${one.operation} ${one.asOf} ${one.source}`}>
              <b>{operationName(one.operation)}</b> {one.asOf === null ? t('ui.seen-undated') : day(one.asOf)}
              {one.personnel !== null && <> · {t('ui.personnel', { n: one.personnel })}</>}
              {running !== undefined && !isCurrent(one) && <> · {t('ui.observed-history')}</>}
              <small>
                <Linked text={one.source} />
              </small>
              {one.note && <small>{one.note}</small>}
              {may && party.partyStatus !== 'ally' && running?.some((operation) => operation.code === one.operation) && (
                <Button kind="quiet" onClick={() => setOpen({ form: 'confirm', operation: one.operation })}>
                  {t('ui.confirm-observed-contribution')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {may && open?.form !== 'confirm' && (
          <p>
            <Button onClick={() => setOpen({ form: 'confirm', operation: '' })}>{t('ui.confirm-other')}</Button>
          </p>
        )}
        {open?.form === 'confirm' && (
          <ConfirmForm key={open.operation} party={party} operation={open.operation} close={() => setOpen(null)} done={done} />
        )}
      </Section>
    </>
  );
}
