import { useQuery } from '@tanstack/react-query';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import type { PartyView } from '../party-view.schema.ts';
import { Linked } from './Linked.tsx';
import { partyQuery } from './parties-data.ts';
import { useOwes, usePartyWords } from './party-words.ts';

/** The facts of a party by name. Unknown facts are left out or shown as unknown. */
export function PartyFactsList({ party }: { party: PartyView }) {
  const words = usePartyWords();
  const { t, day } = words;
  const owes = useOwes();
  const { facts, operation, partner } = party;
  const items = [
    { key: 'party-status', name: t('ui.party-status'), value: <span className="lines">{words.partyStatus(party)}</span> },
    { key: 'owes', name: t('ui.owes-head'), value: owes(party.owes) },
    facts.bodyKind && { key: 'body', name: t('ui.body-kind'), value: t(`ui.body.${facts.bodyKind}`) },
    operation && { key: 'theatre', name: t('ui.theatre'), value: operation.theatre },
    operation && {
      key: 'host',
      name: t('ui.host'),
      value: operation.hostId === null ? t('ui.unknown') : <PartyName id={operation.hostId} />,
    },
    party.kind !== 'nation' &&
      party.kind !== 'partner' && {
        key: 'dates',
        name: t('ui.dates'),
        value: t('ui.began-ended', {
          from: facts.from === null ? t('ui.unknown') : day(facts.from),
          to: facts.to === null ? t('ui.no-end') : day(facts.to),
        }),
      },
    partner && { key: 'partner', name: t('ui.partner-kind'), value: partner.kind },
    partner?.countryId && { key: 'country', name: t('ui.country'), value: <PartyName id={partner.countryId} /> },
    partner?.contact && {
      key: 'contact',
      name: t('ui.contact'),
      value: partner.contactTested
        ? `${partner.contact} (${t('ui.contact-tested', { day: day(partner.contactTested) })})`
        : partner.contact,
    },
    facts.hosts.length > 0 && { key: 'hosts', name: t('ui.hosts'), value: facts.hosts.map(words.operationName).join(', ') },
    party.note && { key: 'note', name: t('ui.note'), value: party.note },
    { key: 'source', name: t('ui.source'), value: <Linked text={party.source} /> },
    partner?.sourceDate && { key: 'source-date', name: t('ui.source-date'), value: partner.sourceDate },
  ].filter((item) => typeof item === 'object' && item !== null);
  return (
    <section>
      <KeyValues items={items} />
      {party.statusNeutral && <p className="small muted">{t('status-neutral')}</p>}
    </section>
  );
}

function PartyName({ id }: { id: string }) {
  const { locale } = usePartyWords();
  return <>{useQuery(partyQuery(id)).data?.name[locale] ?? ''}</>;
}
