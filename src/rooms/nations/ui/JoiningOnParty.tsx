import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { joiningsQuery } from './joining/joining-data.ts';
import { sayJoiningDesk } from './joining/texts.ts';

// As nations:read-joining has it.
const READERS = [
  'policy-office',
  'focal-point',
  'commander',
  'contracting-officer',
  'training-officer',
  'legal-adviser',
  'reviewer',
] as const;

/**
 * On the page of an operation: who joins it and how many items of each checklist are open, for its commander and headquarters; on the page of a nation: what it
 * joined. Nothing stands here where there is none.
 */
export default function JoiningOnParty({ partyId }: { partyId: string }) {
  const say = useSay(sayJoiningDesk);
  const locale = useLocale();
  const enabled = holds(useSession(), READERS);
  const { data, error, refetch } = useQuery({ ...joiningsQuery, enabled });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  const here = (data?.joinings ?? []).filter(({ party, operation }) => party.id === partyId || operation.id === partyId);
  if (here.length === 0) return null;
  const open = here.filter((one) => one.open > 0).length;
  return (
    <Section title={say('on-party.title')} side={say('on-party.count', { all: here.length, open })}>
      <ul className="side-list">
        {here.map((one) => (
          <li key={one.contributionId}>
            <Link to="/joinings/$contributionId" params={{ contributionId: one.contributionId }}>
              {(one.party.id === partyId ? one.operation : one.party).name[locale]}
            </Link>
            <p className="small muted">
              {say('on-party.open', { open: one.open, items: one.items })} {say('on-party.joined')} <DateText date={one.joinedOn} />.{' '}
              {one.transferOn === null ? (
                say('on-party.no-transfer')
              ) : (
                <>
                  {say('on-party.transfer')} <DateText date={one.transferOn} />.
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p className="small muted">{say('on-party.says')}</p>
    </Section>
  );
}
