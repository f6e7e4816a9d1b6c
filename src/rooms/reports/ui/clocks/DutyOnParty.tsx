import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { ownChannelsQuery } from './clocks-data.ts';
import { DutyRoster } from './DutyRoster.tsx';
import { translateClocks } from './texts.ts';

/** The duty rosters of a party's channels, on its page, for those who keep the channels. */
export default function DutyOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateClocks);
  const locale = useLocale();
  const keeps = can(useSession(), 'reports:keep-channel', partyId);
  const { data, error, refetch } = useQuery({ ...ownChannelsQuery, enabled: keeps });
  const channels = (data ?? []).filter((channel) => channel.partyId === partyId && channel.state !== 'closed');
  if (keeps && error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!keeps || channels.length === 0) return null;
  return (
    <Section title={t('title')}>
      {channels.map(({ id, name, slug }) => (
        <div key={id}>
          <h3>{name[locale] ?? slug}</h3>
          <DutyRoster channelId={id} keeps />
        </div>
      ))}
    </Section>
  );
}
