import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { AccessHome as Data } from '../../../access-review/access-home.schema.ts';
import { translateAccessHome } from './texts.ts';

const EndingRole = later(() => import('./EndingRole.tsx').then((file) => file.EndingRole), null);
const CalendarOnParty = later(() => import('#rooms/parties/ui/CalendarOnParty.tsx').then((file) => file.default));

/**
 * Whose role ends soon, when access is due for review, who has not signed in yet, and the working calendar of parties whose page is closed to their
 * administrator.
 */
export default function AccessHome({ data: { reviews, warnDays, ending, waiting } }: { data: Data }) {
  const t = useTranslations(translateAccessHome);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const session = useSession();
  const [message, setMessage] = useState('');
  const roleOf = ({ role, party }: Data['ending'][number]) =>
    party === null ? desk(`role.${role}`) : desk('role.at', { role: desk(`role.${role}`), party: party.name[locale] });
  const kept = reviews.flatMap(({ party }) =>
    party && can(session, 'parties:manage-calendar', party.id) && !can(session, 'commitments:read', party.id) ? [party] : [],
  );
  return (
    <>
      <Section title={t('ending')}>
        <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
          {message}
        </p>
        {ending.length === 0 && <p className="muted">{t('ending.none', { days: warnDays })}</p>}
        {ending.length > 0 && (
          <ul className="panel home-list">
            {ending.map((grant) => (
              <li key={grant.id}>
                <span>
                  <b>{grant.person.name}</b>
                  <span className="small muted">{roleOf(grant)}</span>
                </span>
                <DateText date={grant.to} />
                {grant.yours ? (
                  <EndingRole grant={grant} what={`${grant.person.name}, ${roleOf(grant)}`} tell={setMessage} />
                ) : (
                  <PersonLink personId={grant.person.id} person={grant.person.name} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('title')}>
        <DataTable
          caption={t('title')}
          rowKey={({ party }) => party?.id ?? ''}
          empty={<p>{t('none')}</p>}
          groups={[{ key: 'all', rows: reviews }]}
          columns={[
            { key: 'party', head: t('party'), cell: ({ party }) => party?.name[locale] ?? t('no-party') },
            { key: 'roles', head: t('roles'), number: true, cell: ({ grants }) => grants },
            { key: 'last', head: t('last'), cell: ({ lastReview }) => (lastReview ? <DateText date={lastReview} /> : t('never')) },
            {
              key: 'due',
              head: t('due'),
              cell: ({ due, late }) => (
                <span className={late ? 'is-late' : undefined}>
                  <DateText date={due} />
                </span>
              ),
            },
            {
              key: 'go',
              head: '',
              name: t('review'),
              cell: ({ party }) => (
                <Link className="no-print" to="/people/review" search={party ? { party: party.id } : {}}>
                  {t('review')}
                </Link>
              ),
            },
          ]}
        />
        <p className="no-print">
          <Link to="/people">{t('people')}</Link>
        </p>
      </Section>
      <Section title={t('waiting')}>
        {waiting.length === 0 && <p className="muted">{t('waiting.none')}</p>}
        {waiting.length > 0 && (
          <ul className="panel home-list">
            {waiting.map(({ personId, person, linkEnds, hasRole }) => (
              <li key={personId}>
                <span>
                  <b>{person}</b>
                  <span className="small muted">
                    {[linkEnds && t(stateOf(linkEnds), { day: formatDay(locale, linkEnds.slice(0, 10)) }), !hasRole && t('waiting.role')]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <PersonLink personId={personId} person={person} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {kept.map((party) => (
        <CalendarOnParty key={party.id} partyId={party.id} name={party.name[locale]} />
      ))}
    </>
  );
}

const stateOf = (linkEnds: string) => (new Date(linkEnds) > new Date() ? 'waiting.link' : 'waiting.expired');

/** Opens a person in the list of people. */
function PersonLink({ personId, person }: { personId: string; person: string }) {
  const t = useTranslations(translateAccessHome);
  return (
    <Link className="no-print" to="/people" search={{ find: person, person: personId }} aria-label={`${t('waiting.open')} ${person}`}>
      {t('waiting.open')}
    </Link>
  );
}
