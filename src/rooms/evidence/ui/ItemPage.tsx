import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import './evidence.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LabelPanel } from '#rooms/parties/ui/LabelPanel.tsx';
import { partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { WhoSeesLink } from '#rooms/people/ui/access/WhoSeesLink.tsx';
import { numberWithDagger } from '#rooms/policy/obligation-number.rules.ts';
import { editionQuery } from '#rooms/policy/ui/policy-data.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateEvidence } from '../texts.ts';
import { evidenceChanged, itemQuery } from './evidence-data.ts';
import { ItemActions } from './ItemActions.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { translateEvidenceDesk } from './texts.ts';

/** One evidence item: content, source, history, and the steps that can be taken now. */
export default function ItemPage() {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const queries = useQueryClient();
  const { itemId = '' } = useParams({ strict: false });
  const item = useQuery(itemQuery(itemId));
  const edition = useQuery(editionQuery);
  const party = useQuery({ ...partyQuery(item.data?.partyId ?? ''), enabled: item.data !== undefined });
  const error = item.error ?? edition.error;
  const view = item.data;
  return (
    <>
      <PageHead
        title={view?.title?.[locale] ?? t('title.item')}
        path={
          view && (
            <Link to="/parties/$partyId" params={{ partyId: view.partyId }}>
              {party.data?.name[locale] ?? t('party')}
            </Link>
          )
        }
        meta={
          view && (
            <>
              {room(`state.${view.state}`)} · {word(view.origin)} · <DateText date={view.date} />
            </>
          )
        }
        actions={view && <WhoSeesLink kind="evidence-item" id={itemId} partyId={view.partyId} />}
        help={[t('help.2'), t('help.5'), t('help.6')]}
      />
      {error && <ProblemNote error={error} retry={() => void item.refetch()} />}
      {!error && !(view && edition.data) && <Skeleton rows={8} />}
      {view && edition.data && (
        <div className="evidence-item">
          {view.state === 'draft' && <p className="note">{room('draft.seen-by')}</p>}
          {view.state === 'purged' && <p className="note">{view.purgedAt && t('purged')}</p>}
          <LabelPanel
            of={view}
            change={(wanted, key) => send('PUT /evidence/:itemId/label', { itemId: view.id, ...wanted }, key)}
            release={(wanted, key) => send('POST /evidence/:itemId/label-release', { itemId: view.id, ...wanted }, key)}
            mayChange={view.actions.some(({ action }) => action === 'change-label')}
            mayRelease={view.actions.some(({ action }) => action === 'release-label')}
            changed={() => evidenceChanged(queries)}
          />
          <ItemFacts item={view} edition={edition.data} />
          <ItemActions item={view} edition={edition.data} reload={item.refetch} />
          <Section title={t('obligations')}>
            <ul className="item-obligations">
              {view.obligationIds.map((id) => {
                const obligation = edition.data.obligations.find((one) => one.id === id);
                return (
                  <li key={id}>
                    <Link
                      to="/compliance/$partyId/$obligationId"
                      params={{ partyId: view.partyId, obligationId: id }}
                      search={{ kind: party.data === undefined || party.data.kind === 'nation' ? undefined : party.data.kind }}
                    >
                      {numberWithDagger(edition.data, id)} {obligation?.title[locale]}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </Section>
        </div>
      )}
    </>
  );
}
