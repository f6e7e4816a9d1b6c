import { randomUUID } from 'node:crypto';
import { canary, EDITION, type Party, type Rows, TODAY } from '../world.ts';
import { bytes } from './seed-party.ts';

/** The local texts of an operation or a nation: a draft, a withdrawn version and a current one; and the courses that it teaches. */
export function seedPapers({ id: party_id, kind, author: by }: Party): Rows {
  const taught = {
    id: randomUUID(),
    party_id,
    edition_id: EDITION,
    map: [],
    map_hash: bytes('map'),
    evidence_id: randomUUID(),
    adopted_at: TODAY,
    adopted_by: by,
  };
  const placeholder = { operation: 'operation-brief', nation: 'law-annex' }[kind as string];
  if (placeholder === undefined) return [['training.courses_taught', [taught]]];
  const content = () => ({ placeholder, party_id, as_of: TODAY, answers: { offence: { en: canary(), fr: null } } });
  const signed = (number: number, back: boolean) => ({
    id: randomUUID(),
    ...content(),
    number,
    signed_at: TODAY,
    signed_by: by,
    evidence_id: randomUUID(),
    withdrawn_at: back ? TODAY : null,
    withdrawn_by: back ? by : null,
    withdrawal_reason: back ? `Because ${canary()}` : null,
  });
  return [
    ['training.courses_taught', [taught]],
    ['training.local_draft', [{ ...content(), written_at: TODAY, written_by: by, version: 1 }]],
    ['training.local_text', [signed(1, true), signed(2, false)]],
  ];
}
