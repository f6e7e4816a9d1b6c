import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { EvidenceSquare } from '#web/kit/status/EvidenceSquare.tsx';
import { sayEvidence } from '../texts.ts';
import type { PieceView } from '../views/piece-view.schema.ts';
import { sayPages } from './texts.ts';

/** All that is known of an evidence item, and its history in order. */
export function PieceFacts({ piece, edition }: { piece: PieceView; edition: EditionData }) {
  const say = useSay(sayPages);
  const room = useSay(sayEvidence);
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
        {say('other-piece')}
      </Link>
    );
  const facts: [string, string, ReactNode][] = [
    ['says', say('field.says'), room(`says.${piece.says}`)],
    ['kind', say('field.kind'), kind?.title[locale] ?? piece.kind],
    [
      'origin',
      say('origin'),
      <>
        <EvidenceSquare origin={piece.origin} /> {room(`origin.${piece.origin}`)}
      </>,
    ],
    ['date', say('field.date'), <DateText key="date" date={piece.date} />],
    ['as-of', say('field.as-of'), piece.asOf && <DateText date={piece.asOf} />],
    ['source', say('field.source'), piece.source?.[locale]],
    [
      'file',
      say('field.file'),
      piece.documentId && <a href={fileAddress('/documents/:documentId', { documentId: piece.documentId })}>{say('file.open')}</a>,
    ],
    ['page', say('field.page'), piece.page],
    [
      'address',
      say('field.address'),
      piece.address && (
        <a href={piece.address} target="_blank" rel="noopener noreferrer">
          {piece.address}
        </a>
      ),
    ],
    ['note', say('field.note'), piece.note],
    ['office', say('entered-as'), piece.byPolicyOffice && room('by-policy-office')],
    ['corrects', say('corrects'), other(piece.correctsId)],
    ['confirms', say('confirms'), other(piece.confirmsId)],
    ['entered', say('entered'), at(piece.enteredBy, piece.enteredAt)],
    ['submitted', say('submitted'), at(piece.signedBy, piece.submittedAt)],
    ['corrected', say('corrected-by'), other(piece.correctedById)],
    ['ended', say('ended'), at(null, piece.endedAt, piece.endReason)],
    ['purge-asked', say('purge-asked'), at(null, piece.purgeAskedAt, piece.purgeReason)],
    ['purged', room('state.purged'), at(null, piece.purgedAt)],
    ['released', say('released'), piece.released && say('released.yes')],
  ];
  return <KeyValues items={facts.flatMap(([key, name, value]) => (value ? [{ key, name, value }] : []))} />;
}
