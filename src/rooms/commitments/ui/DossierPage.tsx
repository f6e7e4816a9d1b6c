import './matrix.css';
import './dossier.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { EvidenceList } from '#rooms/evidence/ui/EvidenceList.tsx';
import { partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { usePartyWords } from '#rooms/parties/ui/party-words.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Skeleton } from '#web/kit/Skeleton.tsx';
import type { Dossier } from '../dossier.schema.ts';
import { DossierClauses } from './DossierClauses.tsx';
import { DossierDue, DossierLast } from './DossierSide.tsx';
import { MatrixPrintFoot } from './MatrixPrintFoot.tsx';
import { dossierQuery } from './matrix-data.ts';
import { sayMatrix } from './texts.ts';

/** One party on one page: what it is, what is due, how it keeps each clause with two years of evidence, what came in last. */
export default function DossierPage() {
  const t = useSay(sayMatrix);
  const locale = useLocale();
  const { partyId = '' } = useParams({ strict: false });
  const dossier = useQuery(dossierQuery(partyId));
  const edition = useQuery(editionQuery);
  const error = dossier.error ?? edition.error;
  const party = dossier.data?.party;
  return (
    <>
      <PageHead
        title={party?.name[locale] ?? t('dossier.title')}
        path={
          <>
            <Link to="/parties">{t('dossier.parties')}</Link>
            {party && ` / ${t(`kind.${party.kind}`)}`}
          </>
        }
        meta={dossier.data && t('as-of', { day: formatDay(locale, dossier.data.asOf) })}
        help={[t('dossier.help.1'), t('dossier.help.2'), t('dossier.help.3')]}
        actions={
          party && (
            <>
              <Link className={buttonClass()} to="/compliance" search={{ kind: party.kind === 'nation' ? undefined : party.kind }}>
                {t('title')}
              </Link>
              <Button onClick={() => window.print()}>
                <Icon name="print" />
                {t('dossier.print')}
              </Button>
              <Link className={buttonClass('main')} to="/evidence/new" search={{ party: partyId }}>
                {t('duty.add')}
              </Link>
            </>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void dossier.refetch()} />}
      {!error && !(dossier.data && edition.data) && <Skeleton rows={14} />}
      {dossier.data && edition.data && (
        <>
          <Standing dossier={dossier.data} />
          {!dossier.data.bound && <p className="note">{t('dossier.unbound')}</p>}
          <div className="dossier">
            <DossierClauses dossier={dossier.data} edition={edition.data} />
            <div className="dossier-side">
              <DossierDue dossier={dossier.data} edition={edition.data} />
              <DossierLast dossier={dossier.data} edition={edition.data} />
            </div>
          </div>
          <Section title={t('dossier.all')}>
            <EvidenceList partyId={partyId} edition={edition.data} />
          </Section>
          <MatrixPrintFoot />
        </>
      )}
    </>
  );
}

function Standing({ dossier }: { dossier: Dossier }) {
  const t = useSay(sayMatrix);
  const party = useQuery(partyQuery(dossier.party.id)).data;
  const words = usePartyWords();
  const pieces = {
    key: 'pieces',
    name: t('filter.evidence'),
    value: t('dossier.pieces', { n: dossier.pieces, declared: dossier.declared }),
  };
  const facts = party && [
    { key: 'standing', name: t('dossier.standing'), value: words.standing(party) },
    {
      key: 'operations',
      name: t('dossier.operations'),
      value: party.contributions.map((one) => one.operation).join(', ') || t('dossier.no-operation'),
    },
  ];
  return (
    <>
      <KeyValues across items={[...(facts ?? []), pieces]} />
      {dossier.party.statusNeutral && <p className="small muted">{t('dossier.neutral')}</p>}
    </>
  );
}
