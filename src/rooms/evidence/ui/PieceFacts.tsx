import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { translateEvidence } from '../texts.ts';
import type { PieceView } from '../views/piece-view.schema.ts';
import { translateEvidenceDesk } from './texts.ts';

/** All that is known of an evidence item, and its history in order. */
export function PieceFacts({ piece, edition }: { piece: PieceView; edition: EditionData }) {
  const t = useTranslations(translateEvidenceDesk);
  const room = useTranslations(translateEvidence);
  const locale = useLocale();
  const kind = edition.evidenceKinds.find((one) => one.id === piece.kind);
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
      <Link to="/evidence/$pieceId" params={{ pieceId: id }}>
        {t('other-piece')}
      </Link>
    );
  const facts: [string, string, ReactNode][] = [
    ['says', t('field.says'), room(`says.${piece.says}`)],
    ['kind', t('field.kind'), kind?.title[locale] ?? piece.kind],
    [
      'origin',
      t('origin'),
      <>
        <EvidenceSquare origin={piece.origin} /> {room(`origin.${piece.origin}`)}
      </>,
    ],
    ['date', t('field.date'), <DateText key="date" date={piece.date} />],
    ['as-of', t('field.as-of'), piece.asOf && <DateText date={piece.asOf} />],
    ['source', t('field.source'), piece.source?.[locale]],
    [
      'file',
      t('field.file'),
      piece.documentId && <a href={fileAddress('/documents/:documentId', { documentId: piece.documentId })}>{t('file.open')}</a>,
    ],
    ['page', t('field.page'), piece.page],
    [
      'address',
      t('field.address'),
      piece.address && (
        <a href={piece.address} target="_blank" rel="noopener noreferrer">
          {piece.address}
        </a>
      ),
    ],
    ['note', t('field.note'), piece.note],
    ['office', t('entered-as'), piece.byPolicyOffice && room('by-policy-office')],
    ['corrects', t('corrects'), other(piece.correctsId)],
    ['confirms', t('confirms'), other(piece.confirmsId)],
    ['entered', t('entered'), at(piece.enteredBy, piece.enteredAt)],
    ['submitted', t('submitted'), at(piece.signedBy, piece.submittedAt)],
    ['corrected', t('corrected-by'), other(piece.correctedById)],
    ['ended', t('ended'), at(null, piece.endedAt, piece.endReason)],
    ['purge-asked', t('purge-asked'), at(null, piece.purgeAskedAt, piece.purgeReason)],
    ['purged', room('state.purged'), at(null, piece.purgedAt)],
    ['released', t('released'), piece.released && t('released.yes')],
  ];
  return <KeyValues items={facts.flatMap(([key, name, value]) => (value ? [{ key, name, value }] : []))} />;
}
