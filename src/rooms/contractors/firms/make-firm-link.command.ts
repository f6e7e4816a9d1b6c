import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { lockFirm } from '../register/lock-firm.ts';
import { MakeFirmLink } from './firm.schema.ts';
import { decideLinkEnd } from './firm-link.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Makes a link that opens the page of a firm under a contract without account (5f, P5f.4). It is shown once: only its hash is stored. */
export const makeFirmLink = defineCommand({
  name: 'contractors/make-firm-link',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: MakeFirmLink,
  answer: z.object({ linkId: z.string(), link: z.string() }),
  storedResponse: ({ linkId }) => ({ linkId, link: '' }),
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId, memberId, name, capacity, email, telephone, endsOn }) {
    const { partyId, at } = await lockFirm(context, contractId, memberId);
    const { write, subject, now, newId, platform } = context;
    unwrap(decideLinkEnd(endsOn, dayOf(now)));
    const linkId = newId();
    const token = randomBytes(32).toString('base64url');
    write(sql`insert into contractors.firm_link
      (id, contract_id, party_id, member_id, name, capacity, email, telephone, token_hash, created_by, created_at, ends_on)
      values (${linkId}, ${contractId}, ${partyId}, ${memberId}, ${name}, ${capacity}, ${email}, ${telephone},
        sha256(convert_to(${token}, 'UTF8')), ${subject.person}, ${at}, ${endsOn})`);
    return {
      answer: { linkId, link: `${platform.deskUrl}/desk/firm/${token}` },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { link: linkId, member: memberId, name, endsOn } },
    };
  },
});
