import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import type { ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';

/** This round next to the last adopted one, obligation by obligation: what reviewers found then and now. Nothing is added up. */
export function EarlierPlace({ participation, edition }: { participation: ParticipationView; edition: EditionData }) {
  const t = useTranslations(translateReviewForms);
  const locale = useLocale();
  if (participation.earlier === null) return null;
  const compared = participation.obligations.filter((obligation) => obligation.before !== null);
  const carried = participation.findings.filter((finding) => finding.carriedFrom !== null);
  const title = (id: string) => edition.obligations.find((one) => one.id === id)?.title[locale] ?? '';
  return (
    <>
      <h2 className="clause-title">{t('earlier.title')}</h2>
      <p className="small muted">
        {t('earlier.says', { round: participation.earlier.round[locale] })} <DateText date={participation.earlier.asOf} />
      </p>
      <DataTable
        caption={t('earlier.title')}
        rowKey={(obligation) => obligation.id}
        empty={t('earlier.none')}
        groups={[{ key: 'all', rows: compared }]}
        columns={[
          {
            key: 'obligation',
            head: t('earlier.obligation'),
            cell: (obligation) => `${obligationNumber(obligation.id)} ${title(obligation.id)}`,
          },
          {
            key: 'then',
            head: participation.earlier.round[locale],
            cell: (obligation) => <Found rating={obligation.before?.rating ?? null} />,
          },
          { key: 'now', head: t('earlier.now'), cell: (obligation) => <Found rating={obligation.rating?.status ?? null} /> },
        ]}
      />
      {carried.length > 0 && (
        <>
          <h3>{t('earlier.carried')}</h3>
          <ul className="side-list">
            {carried.map((finding) => (
              <li key={finding.id}>
                {finding.title}
                <small>{finding.carriedFrom?.round[locale]}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Found({ rating }: { rating: NonNullable<ParticipationView['obligations'][number]['rating']>['status'] | null }) {
  const t = useTranslations(translateReviewForms);
  return rating === null ? <span className="muted">{t('earlier.unrated')}</span> : <StatusChip status={rating} />;
}
