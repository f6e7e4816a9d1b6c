import { useQuery } from '@tanstack/react-query';
import { partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { usePartyWords } from '#rooms/parties/ui/party-words.ts';
import { operationsOf } from '#rooms/parties/units/serving.rules.ts';
import { useTranslations } from '#web/client/language.ts';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import type { Dossier } from '../../dossier/dossier.schema.ts';
import { translateCommitments } from '../../texts.ts';
import { translateMatrix } from '../texts.ts';

/** The head of a dossier: what the party is today, where it takes part, how much evidence there is. */
export function DossierFacts({ dossier }: { dossier: Dossier }) {
  const t = useTranslations(translateMatrix);
  const room = useTranslations(translateCommitments);
  const party = useQuery(partyQuery(dossier.party.id)).data;
  const words = usePartyWords();
  const items = {
    key: 'items',
    name: t('filter.evidence'),
    value: room('ui.dossier.items', { n: dossier.items, declared: dossier.declared }),
  };
  const facts = party && [
    { key: 'party-status', name: room('ui.dossier.party-status'), value: <span className="lines">{words.partyStatus(party)}</span> },
    {
      key: 'operations',
      name: room('ui.dossier.operations'),
      value: operationsOf(party, dossier.asOf.slice(0, 10)).map(words.operationName).join(', ') || room('ui.dossier.no-operation'),
    },
  ];
  return (
    <>
      <KeyValues across items={[...(facts ?? []), items]} />
      {dossier.party.statusNeutral && <p className="small muted">{room('ui.dossier.neutral')}</p>}
    </>
  );
}
