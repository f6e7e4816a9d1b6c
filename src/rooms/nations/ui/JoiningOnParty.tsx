import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { joiningsQuery } from './joining/joining-data.ts';
import { translateJoiningDesk } from './joining/texts.ts';

/**
 * On an operation's page, for its commander and headquarters: the nations that join it and the open items of each checklist. On a nation's page: what it
 * joined. Nothing is shown without a joining.
 */
export default function JoiningOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateJoiningDesk);
  const locale = useLocale();
  const enabled = can(useSession(), 'nations:read-joining');
  const { data, error, refetch } = useQuery({ ...joiningsQuery, enabled });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  const here = (data?.joinings ?? []).filter(({ party, operation }) => party.id === partyId || operation.id === partyId);
  if (here.length === 0) return null;
  const open = here.filter((one) => one.open !== null && one.open > 0).length;
  const seen = here.every((one) => one.open !== null) ? 'on-party.count' : 'on-party.count-seen';
  return (
    <Section title={t('on-party.title')} side={t(seen, { all: here.length, open })}>
      <ul className="side-list">
        {here.map((one) => (
          <li key={one.contributionId}>
            <Link to="/joinings/$contributionId" params={{ contributionId: one.contributionId }}>
              {(one.party.id === partyId ? one.operation : one.party).name[locale]}
            </Link>
            <p className="small muted">
              {one.open === null ? t('page.unseen') : t('on-party.open', { open: one.open, items: one.items })} {t('on-party.joined')}{' '}
              <DateText date={one.joinedOn} />.{' '}
              {one.transferOn === null ? (
                t(one.open === null ? 'on-party.no-transfer-seen' : 'on-party.no-transfer')
              ) : (
                <>
                  {t('on-party.transfer')} <DateText date={one.transferOn} />.
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p className="small muted">{t('on-party.says')}</p>
    </Section>
  );
}
