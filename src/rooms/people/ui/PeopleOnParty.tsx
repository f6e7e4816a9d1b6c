import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translatePeople } from '../texts.ts';
import { peopleOfQuery } from './people-data.ts';
import { usePeopleWords } from './people-words.ts';
import './people.css';

/** On the page of a party: who holds a role there today. Visible to those who hold one there, its reviewers, the policy office and administrators. */
export default function PeopleOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translatePeople);
  const words = usePeopleWords();
  const session = useSession();
  const enabled = can(session, 'people:list', partyId);
  const people = useQuery({ ...peopleOfQuery(partyId), enabled });
  if (!enabled || people.isLoading) return null;
  return (
    <Section
      title={t('ui.on-party')}
      side={
        <Link to="/people" search={{ party: partyId }}>
          {t('ui.title')}
        </Link>
      }
    >
      {people.error && <ProblemNote error={people.error} retry={() => void people.refetch()} />}
      {people.data?.people.length === 0 && <p className="muted">{t('ui.on-party-none')}</p>}
      <ul className="people-on-party">
        {people.data?.people.map((person) => (
          <li key={person.id}>
            <span>{person.name}</span>
            <span className="small muted">{person.grants.map((grant) => words.role(grant.role)).join(', ')}</span>
          </li>
        ))}
      </ul>
      {people.data?.isWhole === false && <p className="muted small">{t('ui.on-party-more', { n: people.data.people.length })}</p>}
    </Section>
  );
}
