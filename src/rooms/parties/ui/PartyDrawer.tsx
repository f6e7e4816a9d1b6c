import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { OnParty } from '#web/shell/OnParty.tsx';
import { NationFacts } from './NationFacts.tsx';
import { OperationContracting } from './OperationContracting.tsx';
import { PartyFactsList } from './PartyFactsList.tsx';
import { partyQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';
import { Units } from './Units.tsx';

/** One party next to the register: its facts with their sources, and forms for new facts. */
export function PartyDrawer({ partyId, close, tell }: { partyId: string; close: () => void; tell: (words: string) => void }) {
  const { t, locale } = usePartyWords();
  const { data: party, error, refetch } = useQuery(partyQuery(partyId));
  return (
    <Drawer
      about={partyId}
      path={party ? `${t(`ui.kind.${party.kind}`)} / ${party.code}` : ''}
      title={party?.name[locale] ?? t('ui.party')}
      close={close}
      actions={
        party && (
          <>
            {party.kind !== 'partner' && (
              <Link className={buttonClass('main')} to="/parties/$partyId" params={{ partyId }}>
                {t('ui.open-dossier')}
              </Link>
            )}
            {party.kind === 'nation' && (
              <Link className={buttonClass()} to="/treaties/$partyId" params={{ partyId }}>
                {t('ui.open-treaties')}
              </Link>
            )}
          </>
        )
      }
    >
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!party && !error && <Skeleton rows={6} />}
      {party && (
        <>
          <PartyFactsList party={party} />
          {party.kind === 'nation' && <NationFacts party={party} tell={tell} />}
          {party.operation && <OperationContracting party={party} tell={tell} />}
          {/* A partner owes nothing, so it has no dossier on which other rooms would show their content. */}
          {party.kind === 'partner' ? <OnParty partyId={party.id} /> : <Units party={party} tell={tell} />}
        </>
      )}
    </Drawer>
  );
}
