import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { freshMonths } from '#rooms/commitments/index.ts';
import { ownerKindsOn, partyStatusOn, readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ENCOURAGED, suggestionsFor } from './outreach.rules.ts';
import { OutreachSuggestions } from './outreach.schema.ts';
import { writtenBy } from './outreach.store.ts';
import { contributorsOn, treatyStatusesOf, viewTreatyStatuses, writesFor } from './outreach-view.ts';
import '../permissions.ts';

/**
 * Letters that a party of this reader should write today, computed from the register, the treaty table and earlier letters. No attempt has to be opened first.
 */
export const suggestOutreach = defineQuery({
  name: 'nations/suggest-outreach',
  permission: 'nations:read-letters',
  input: z.strictObject({}),
  answer: OutreachSuggestions,
  async run(context) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const edition = currentEdition();
    const row = edition.obligations.find(({ id }) => id === ENCOURAGED.UNTOC);
    if (row === undefined) return { writers: [], suggestions: [], addressees: [] };
    const { parties, operations } = await readRegister(db, { kinds: ['nation', 'body', 'operation'] });
    const today = dayOf(now);
    const writers = parties.filter(
      (party) => writesFor(subject, party) && ownerKindsOn(party, operations, today).some((kind) => row.owners.includes(kind)),
    );
    const treatyStatuses = await treatyStatusesOf(db);
    const contributors = contributorsOn(parties, operations, now, treatyStatuses);
    const written = await writtenBy(
      db,
      writers.map(({ id }) => id),
    );
    const names = new Map(parties.map(({ id, name }) => [id, { id, name }]));
    const operationNames = new Map(parties.map(({ code, name }) => [code, name]));
    const months = freshMonths(edition, row, row.evidence.kinds[0]!, now) ?? Number.POSITIVE_INFINITY;
    const short = ({ id, name }: (typeof parties)[number]) => ({ id, name });
    return {
      writers: writers.map(short),
      suggestions: writers.flatMap((writer) =>
        suggestionsFor(contributors, written.get(writer.id) ?? [], { months, now }).map(({ contributor, instruments, reason }) => ({
          writer: short(writer),
          addressee: names.get(contributor.id)!,
          operation: operationNames.get(contributor.operation) ?? { en: contributor.operation, fr: contributor.operation },
          joinedOn: contributor.joinedOn,
          reason,
          treatyStatuses: viewTreatyStatuses(treatyStatuses(contributor.id), instruments),
        })),
      ),
      addressees: parties.filter((party) => party.kind === 'nation' && partyStatusOn(party, operations, today) !== 'ally').map(short),
    };
  },
});
