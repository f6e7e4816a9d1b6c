import { z } from 'zod';
import { CHECKED_LANGUAGES } from '../clauses/language/force.ts';
import { NotifiedBySet, Titles } from './titles.schema.ts';

/** The longest set file, in characters. */
export const MAX_SET_CHARACTERS = 200_000;

/** A clause set as text (JSON), for the contracts of a party; null: of every party, which the installation alone loads. */
export const LoadClauseSet = z.strictObject({ partyId: z.uuid().nullable(), file: z.string().min(1).max(MAX_SET_CHARACTERS) });
export const PreviewClauseSet = LoadClauseSet.extend({ partyId: z.uuid() });

/** What a set asks, as a reader sees it. `languages`: in which each of its provisions is recognised. */
export const DescribedSet = z.object({
  id: z.string(),
  title: Titles,
  version: z.string(),
  source: z.string(),
  languages: z.array(z.enum(CHECKED_LANGUAGES)),
  provisions: z.array(z.object({ id: z.string(), title: Titles, reference: z.string().nullable() })),
  /** Whom a notification goes to besides the contracting officer and the investigator. */
  notify: z.array(NotifiedBySet),
});

/** A set that contracts may owe, by the key that names it with its version. `newest`: no later version of it was loaded. */
export const OfferedSet = DescribedSet.extend({
  key: z.string(),
  origin: z.enum(['shipped', 'installation', 'party']),
  partyId: z.string().nullable(),
  newest: z.boolean(),
});

/** A fault with its place in the file and its reason in the reader's language. */
export const SetPreview = z.object({
  set: DescribedSet.nullable(),
  faults: z.array(z.object({ path: z.string(), reason: z.string() })),
  faultCount: z.int(),
});
