import './matrix.css';
import './dossier/dossier.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { WhoSeesLink } from '#rooms/people/ui/access/WhoSeesLink.tsx';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { OnParty } from '#web/shell/OnParty.tsx';
import { translateCommitments } from '../texts.ts';
import { MatrixPrintFoot } from './MatrixPrintFoot.tsx';
import { dossierQuery } from './matrix-data.ts';
import { translateMatrix } from './texts.ts';

const DossierClauses = later(() => import('./dossier/dossier-rest.ts').then((file) => file.DossierClauses));
const DossierDue = later(() => import('./dossier/dossier-rest.ts').then((file) => file.DossierDue));
const DossierLast = later(() => import('./dossier/dossier-rest.ts').then((file) => file.DossierLast));
const DossierFacts = later(() => import('./dossier/dossier-rest.ts').then((file) => file.DossierFacts));
const EvidenceList = later(() => import('./dossier/dossier-rest.ts').then((file) => file.EvidenceList));

/** One party on one page: what it is, what is due, how it keeps each clause with two years of evidence, the latest evidence. */
export default function DossierPage() {
  const t = useTranslations(translateMatrix);
  const room = useTranslations(translateCommitments);
  const locale = useLocale();
  const { partyId = '' } = useParams({ strict: false });
  const dossier = useQuery(dossierQuery(partyId));
  const edition = useQuery(editionQuery);
  const error = dossier.error ?? edition.error;
  const party = dossier.data?.party;
  return (
    <>
      <PageHead
        title={party?.name[locale] ?? room('ui.dossier.title')}
        path={
          <>
            <Link to="/parties">{room('ui.dossier.parties')}</Link>
            {party && ` / ${t(`kind.${party.kind}`)}`}
          </>
        }
        meta={
          dossier.data && (
            <>
              {t('as-of', { day: formatDay(locale, dossier.data.asOf) })} · <LabelBadge label={dossier.data.label} />
            </>
          )
        }
        help={[room('ui.dossier.help.1'), room('ui.dossier.help.2'), room('ui.dossier.help.3')]}
        actions={
          party && (
            <>
              <Link className={buttonClass()} to="/compliance" search={{ kind: party.kind === 'nation' ? undefined : party.kind }}>
                {t('title')}
              </Link>
              <Link className={buttonClass()} to="/parties/$partyId/brief" params={{ partyId }}>
                {room('ui.dossier.brief')}
              </Link>
              <WhoSeesLink kind="dossier" id={partyId} partyId={partyId} />
              <Button onClick={() => window.print()}>
                <Icon name="print" />
                {room('ui.dossier.print')}
              </Button>
              <Link className={buttonClass('main')} to="/evidence/new" search={{ party: partyId }}>
                {room('ui.obligation.add')}
              </Link>
            </>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void dossier.refetch()} />}
      {!error && !(dossier.data && edition.data) && <Skeleton rows={14} />}
      {dossier.data && edition.data && (
        <>
          <DossierFacts dossier={dossier.data} />
          {!dossier.data.bound && <p className="note">{room('ui.dossier.unbound')}</p>}
          <div className="dossier">
            <DossierClauses dossier={dossier.data} edition={edition.data} />
            <div className="dossier-side">
              <DossierDue dossier={dossier.data} edition={edition.data} />
              <OnParty partyId={partyId} />
              <DossierLast dossier={dossier.data} edition={edition.data} />
            </div>
            <div className="dossier-evidence">
              <Section title={room('ui.dossier.all')}>
                <EvidenceList partyId={partyId} edition={edition.data} />
              </Section>
            </div>
          </div>
          <MatrixPrintFoot label={dossier.data.label} />
        </>
      )}
    </>
  );
}
