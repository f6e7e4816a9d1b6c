import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { channelsQuery } from './channels-data.ts';
import { translateChannels } from './texts.ts';

/** On the page of a party, for those who keep its reporting channels or may read there: the channels, and the way to them. */
export default function ChannelsOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const session = useSession();
  const enabled = can(session, 'reports:keep-channel', partyId) || can(session, 'reports:read', partyId);
  const { data, error, refetch } = useQuery({ ...channelsQuery, enabled });
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!enabled || data === undefined) return null;
  const own = data.filter((channel) => channel.partyId === partyId || channel.operationId === partyId);
  return (
    <Section title={t('title')}>
      {own.map(({ id, name, state }) => (
        <p key={id}>
          <Link to="/channels/$channelId" params={{ channelId: id }}>
            {name[locale]}
          </Link>{' '}
          <span className="small muted">{t(`state.${state}`)}</span>
        </p>
      ))}
      {own.length === 0 && <p className="small muted">{t('none')}</p>}
      <p>
        <Link to="/channels">{t('all')}</Link>
      </p>
    </Section>
  );
}
