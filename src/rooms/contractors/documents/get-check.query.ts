import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findContract, partyOfContract } from '../register/contract.store.ts';
import { findSet } from '../sets/set.store.ts';
import { ContractCheck } from './document.schema.ts';
import { documentsOfContract, findingsOfContract, provided } from './document.store.ts';
import { placeOf } from './links.rules.ts';
import '../permissions.ts';

/** What a contract carries of the set that it owes, provision by provision, and the documents in which it was found (5f). */
export const getCheck = defineQuery({
  name: 'contractors/get-check',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: ContractCheck,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const { db } = context;
    const [contract, documents, found] = await Promise.all([
      findContract(db, contractId),
      documentsOfContract(db, contractId),
      findingsOfContract(db, contractId),
    ]);
    const set = contract && (await findSet(db, contract.partyId, contract.setId));
    if (contract === undefined || set === undefined) throw new AppError('platform/not-found');
    const all = provided(found);
    return {
      set: { id: set.id, title: set.title, version: set.version },
      coverage: contract.coverage,
      documents,
      mayManage: may(subjectOf(context), 'contractors:manage', contract.partyId),
      provisions: set.provisions.flatMap(({ id, title, reference }) => {
        const one = all.get(id);
        if (one === undefined) return [];
        const said = found.filter(({ provision }) => provision === id);
        const from = said.find(({ document }) => document === one.document);
        const { difference, wording, decidedAt, version, resolved } = from ?? NOTHING;
        const { page, quote, entered } = from === undefined ? NOTHING : placeOf(from);
        return {
          ...{ id, title, reference: reference ?? null, state: one.state, confirmed: one.confirmed, documentId: one.document },
          ...{ page, quote, entered, difference, wording: entered ? null : wording, decidedAt, version, found: resolved ?? one.state },
          files: said.map(({ document, version: of }) => ({ documentId: document, version: of })),
        };
      }),
    };
  },
});

const NOTHING = {
  page: null,
  quote: null,
  entered: false,
  difference: null,
  wording: null,
  decidedAt: null,
  version: null,
  resolved: null,
};
