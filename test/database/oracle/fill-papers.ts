import { randomUUID } from 'node:crypto';
import { mark, type Party, type Rows, TODAY } from './world.ts';

/** What an operation or a nation puts into the courses: a draft, a version taken back, one in force. */
export function fillPapers({ id: party_id, kind, author: by }: Party): Rows {
  const slot = { operation: 'theatre-brief', nation: 'law-annex' }[kind as string];
  if (slot === undefined) return [];
  const content = () => ({ slot, party_id, as_of: TODAY, answers: { offence: { en: mark(), fr: null } } });
  const signed = (number: number, back: boolean) => ({
    id: randomUUID(),
    ...content(),
    number,
    signed_at: TODAY,
    signed_by: by,
    evidence_id: randomUUID(),
    withdrawn_at: back ? TODAY : null,
    withdrawn_by: back ? by : null,
    withdrawn_reason: back ? `Because ${mark()}` : null,
  });
  return [
    ['training.local_draft', [{ ...content(), written_at: TODAY, written_by: by, version: 1 }]],
    ['training.local_text', [signed(1, true), signed(2, false)]],
  ];
}
