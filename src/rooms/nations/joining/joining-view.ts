import type { Database } from '#platform/db/transaction.ts';
import { type PartyFilter, partyStatusOn, readRegister } from '#rooms/parties/index.ts';

/** A confirmed contribution by a nation outside the alliance: it joins the operation on its first day. */
export type Joining = {
  contributionId: string;
  party: { id: string; name: { en: string; fr: string } };
  operation: { id: string; name: { en: string; fr: string } };
  joinedOn: string;
  endsOn: string | null;
};

/** The joinings of the register, latest first. An Ally's contribution is not one: clause 6 means nations outside the alliance. */
export async function joinings(db: Database, nations: PartyFilter = { kinds: ['nation'] }): Promise<Joining[]> {
  const [{ parties, operations }, { parties: running }] = [
    await readRegister(db, nations),
    await readRegister(db, { kinds: ['operation'] }),
  ];
  const byCode = new Map(running.map((operation) => [operation.code, operation]));
  return parties
    .flatMap((party) =>
      party.contributions.flatMap(({ id, operation: code, from, to }): Joining[] => {
        const operation = byCode.get(code);
        if (operation === undefined || partyStatusOn(party, operations, from) !== 'contributor') return [];
        const short = ({ id: one, name }: typeof party) => ({ id: one, name });
        return [{ contributionId: id, party: short(party), operation: short(operation), joinedOn: from, endsOn: to }];
      }),
    )
    .sort((a, b) => (a.joinedOn > b.joinedOn ? -1 : a.joinedOn < b.joinedOn ? 1 : a.contributionId < b.contributionId ? -1 : 1));
}
