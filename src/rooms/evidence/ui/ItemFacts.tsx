import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { translateEvidence } from '../texts.ts';
import { enteredBy } from '../views/entered-by.rules.ts';
import type { ItemView } from '../views/item-view.schema.ts';
import { translateEvidenceDesk } from './texts.ts';

/** All that is known of an evidence item, and its history in order. */
export function ItemFacts({ item, edition }: { item: ItemView; edition: EditionData }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const word = useTranslations(translateStatuses);
  const locale = useLocale();
  const who = enteredBy(item);
  const kind = edition.evidenceKinds.find((one) => one.id === item.kind);
  const at = (by: string | null, day: string | null, reason?: string | null): ReactNode =>
    day && (
      <>
        <DateText date={day} />
        {by && `, ${by}`}
        {reason && <span className="muted"> · {reason}</span>}
      </>
    );
  const other = (id: string | null) =>
    id && (
      <Link to="/evidence/$itemId" params={{ itemId: id }}>
        {t('other-item')}
      </Link>
    );
  const purgeRequests: [string, string, ReactNode][] = [
    ['purge-requested', t('purge-requested'), at(null, item.purgeRequestedAt, item.purgeReason)],
    [
      'purge-refused',
      t(item.purgeRefused ? 'purge-refused' : 'purge-request-withdrawn'),
      at(item.purgeRequestEndedBy, item.purgeRequestEndedAt, item.purgeRefusal),
    ],
  ];
  // The end of an earlier request comes before a new request.
  if ((item.purgeRequestEndedAt ?? '') < (item.purgeRequestedAt ?? '')) purgeRequests.reverse();
  const facts: [string, string, ReactNode][] = [
    ['says', t('field.says'), word(item.says)],
    ['kind', t('field.kind'), kind?.title[locale] ?? item.kind],
    [
      'origin',
      t('origin'),
      <>
        <EvidenceSquare origin={item.origin} /> {word(item.origin)}
      </>,
    ],
    ['date', t('field.date'), <DateText key="date" date={item.date} />],
    ['as-of', t('field.as-of'), item.asOf && <DateText date={item.asOf} />],
    ['source', t('field.source'), item.source?.[locale]],
    [
      'file',
      t('field.file'),
      item.documentId && <a href={fileAddress('/documents/:documentId', { documentId: item.documentId })}>{t('file.open')}</a>,
    ],
    ['page', t('field.page'), item.page],
    [
      'address',
      t('field.address'),
      item.address && (
        <a href={item.address} target="_blank" rel="noopener noreferrer">
          {item.address}
        </a>
      ),
    ],
    ['note', t('field.note'), item.note],
    ['office', t('entered-as'), who === 'policy-office' && room('by-policy-office')],
    ['corrects', t('corrects'), other(item.correctsId)],
    ['confirms', t('confirms'), other(item.confirmsId)],
    ['entered', t('entered'), at(who === 'installation' ? room('by-installation') : item.enteredBy, item.enteredAt)],
    ['submitted', t('submitted'), at(item.signedBy, item.submittedAt)],
    ['corrected', t('corrected-by'), other(item.correctedById)],
    ['ended', t('ended'), at(null, item.endedAt, item.endReason)],
    ...purgeRequests,
    ['purged', room('state.purged'), at(null, item.purgedAt)],
    ['released', t('released'), item.released && t('released.yes')],
  ];
  return <KeyValues items={facts.flatMap(([key, name, value]) => (value ? [{ key, name, value }] : []))} />;
}
