import type { Status } from '#kernel/status.ts';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { TreatyCell, TreatyStatus } from '../treaties/treaty-table.schema.ts';
import { ConfidenceSign } from './ConfidenceSign.tsx';
import { useTreatyWords } from './treaty-words.ts';

// The signs of the matrix, with the same meaning: tick, half, short dash, question mark. None is red: the table informs.
const GLYPHS: Record<TreatyStatus, Status> = {
  party: 'met',
  participating: 'met',
  signatory: 'partly-met',
  'not-party': 'not-applicable',
  'not-participating': 'not-applicable',
  unknown: 'not-reported',
};

/** One cell: sign, date of deposit or status in words, confidence. `usual` is the as-of date of the column, shown only where this one differs. */
export function TreatyMark({ cell, usual }: { cell: TreatyCell; usual: string | null }) {
  const { status, day, asOf, pub } = useTreatyWords();
  const dated = cell.status === 'party' && cell.actionDate !== null;
  return (
    <span className="treaty-cell">
      <span className={`treaty-glyph is-${cell.status}`}>
        <StatusGlyph status={GLYPHS[cell.status]} />
      </span>
      <span>
        {dated && <span className="out-of-sight">{status('party')} </span>}
        <span className={dated ? 'nowrap' : undefined}>{dated ? day(cell.actionDate!) : status(cell.status)}</span>
        {cell.asOf !== null && cell.asOf !== usual && <small>{pub('footnote', { asOf: asOf(cell.asOf) })}</small>}
      </span>
      <ConfidenceSign confidence={cell.confidence} />
    </span>
  );
}
