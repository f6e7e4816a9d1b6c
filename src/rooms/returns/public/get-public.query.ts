import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { PublicLine, PublicReturnView } from './public.schema.ts';
import { publicCounts, publicReturn, publicReturns, publicYears } from './public.store.ts';
import { viewPublicSections } from './public-view.ts';

/** Which parties returned in a year, as far as they publish that: the requested year, or the newest. */
export const listPublicReturns = defineQuery({
  name: 'returns/list-public-returns',
  permission: 'public',
  input: z.strictObject({
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  }),
  answer: z.object({
    years: z.array(z.string()),
    year: z.string().nullable(),
    returns: z.array(PublicLine),
    /** Of all nations, with those that release nothing; null: it would single a nation out. */
    asked: z.int().nullable(),
    answered: z.int().nullable(),
    smallest: z.int(),
  }),
  async run({ db, now, platform }, { year }) {
    const smallest = Number(platform.services.catalogue.current.parameter('small-cell-public', now).value);
    const years = await publicYears(db);
    const asked = years.find((one) => one === year) ?? years[0];
    if (asked === undefined) return { years, year: null, returns: [], asked: null, answered: null, smallest };
    const rows = await publicReturns(db, asked);
    const { parties } = await readRegister(db, { ids: [...new Set(rows.map(({ partyId }) => partyId))] });
    const known = new Map(parties.map((one) => [one.id, one]));
    const returns = rows.flatMap(({ id, partyId, title, status, due, openVersion }) => {
      const party = known.get(partyId);
      return party ? [{ id, party: party.name, kind: party.kind, title, status, due, open: openVersion !== null }] : [];
    });
    return { years, year: asked, returns, ...(await publicCounts(db, asked, smallest)), smallest };
  },
});

/** The public content of one return; null where there is none. */
export const getPublicReturn = defineQuery({
  name: 'returns/get-public-return',
  permission: 'public',
  input: z.strictObject({ returnId: z.uuid() }),
  answer: z.object({ return: PublicReturnView.nullable() }),
  async run({ db, now, platform }, { returnId }) {
    const found = await publicReturn(db, returnId);
    const party = found && (await readRegister(db, { ids: [found.partyId] })).parties[0];
    if (found === undefined || party === undefined) return { return: null };
    const smallest = Number(platform.services.catalogue.edition(found.editionId).parameter('small-cell-public', now).value);
    const { questionnaire, sections, period, number } = found;
    return {
      return: {
        id: returnId,
        party: party.name,
        kind: party.kind,
        title: questionnaire.title,
        period,
        number,
        submittedAt: found.submittedAt.toISOString(),
        smallest,
        sections: viewPublicSections(questionnaire, sections, smallest),
      },
    };
  },
});
