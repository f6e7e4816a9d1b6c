import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { HELP_KINDS, TEST_RESULTS } from './help.rules.ts';

const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const isTag = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
};
const text = (most: number) => z.string().trim().min(1).max(most);
const inBoth = (most: number) => z.strictObject({ en: text(most), fr: text(most) });
/** A time of day in local time. */
export const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A time zone (IANA). */
export const Zone = z.string().min(1).max(60).refine(isZone, { error: 'zone' });
/** Days of the week, Monday 1 to Sunday 7. */
export const WeekDays = z
  .array(z.int().min(1).max(7))
  .min(1)
  .max(7)
  .transform((days) => [...new Set(days)].sort());

/** The last part of the address of a page, such as `port-amber`. */
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .min(2)
  .max(60);

export const AddHelpPlace = z.strictObject({
  partyId: z.uuid(),
  /** The nation in which the place is. */
  countryId: z.uuid(),
  slug: Slug,
  name: inBoth(100),
  /** The time zone of the opening hours. */
  zone: Zone,
});
/** The address of a place never changes. */
export const ChangeHelpPlace = AddHelpPlace.omit({ partyId: true, slug: true }).extend({ placeId: z.uuid(), version: z.number().int() });
export const PublishHelpPlace = z.strictObject({ placeId: z.uuid(), version: z.number().int(), published: z.boolean() });

/** What an entry says. There is no address: the address of a shelter is never in a list. */
export const HelpFields = z.strictObject({
  kind: z.enum(HELP_KINDS),
  name: inBoth(100),
  about: inBoth(240),
  phone: z
    .string()
    .trim()
    .regex(/^\+?\d[\d ()-]{1,29}$/),
  /** Monday 1 to Sunday 7. Null: the hours are not known. */
  days: WeekDays.nullable(),
  /** Local times; null: all day. */
  opens: Time.nullable(),
  closes: Time.nullable(),
  /** Tags of BCP 47. None: not known. */
  languages: z
    .array(z.string().max(20).refine(isTag, { error: 'language' }))
    .max(12)
    .default([]),
  /** Whether a call is free of charge. Null: not known. */
  free: z.boolean().nullable(),
  source: text(500),
});

export const AddHelpEntry = HelpFields.extend({ placeId: z.uuid() });
const OnEntry = z.strictObject({ entryId: z.uuid(), version: z.number().int() });
export const ChangeHelpEntry = HelpFields.extend(OnEntry.shape);
/** A person called the number. `by` is their function: a name has no place on a public page. */
export const RecordHelpTest = OnEntry.extend({ on: Day, by: text(100), result: z.enum(TEST_RESULTS) });
export const RetireHelpEntry = OnEntry.extend({ reason: text(500) });

export const HelpPlaceAnswer = z.object({ placeId: z.string(), version: z.number().int() });
export const HelpEntryAnswer = z.object({ entryId: z.string(), version: z.number().int() });

const Entry = z.object({
  id: z.string(),
  kind: z.enum(HELP_KINDS),
  name: BothLanguages,
  about: BothLanguages,
  phone: z.string(),
  days: z.array(z.number()).nullable(),
  opens: z.string().nullable(),
  closes: z.string().nullable(),
  languages: z.array(z.string()),
  free: z.boolean().nullable(),
  testedOn: z.string().nullable(),
  testedBy: z.string().nullable(),
  result: z.enum(TEST_RESULTS).nullable(),
  answeredOn: z.string().nullable(),
});

const Place = z.object({
  id: z.string(),
  slug: z.string(),
  name: BothLanguages,
  country: BothLanguages,
  zone: z.string(),
});

/** The list of a party, as its keepers read it. */
export const PartyHelp = z.object({
  /** After how many days a number must be tried again, and where that comes from. */
  recheckDays: z.number(),
  places: z.array(
    Place.extend({
      countryId: z.string(),
      published: z.boolean(),
      version: z.number().int(),
      /** `due`: the number must be tried; `callable`: the public page shows it, once it is published. */
      entries: z.array(Entry.extend({ source: z.string(), version: z.number().int(), due: z.boolean(), callable: z.boolean() })),
    }),
  ),
});
export type PartyHelp = z.infer<typeof PartyHelp>;

/** Places with numbers to try. `due`: the day on which the first of them was due; null: at once. `late`: that day has passed. */
export const HelpTasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      partyId: z.string(),
      place: BothLanguages,
      numbers: z.int(),
      due: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
});
export type HelpTasks = z.infer<typeof HelpTasks>;

/** A published place, as everybody reads it. `old`: the last test is older than it should be. */
export const PublicHelp = Place.extend({
  party: BothLanguages,
  recheckDays: z.number(),
  entries: z.array(Entry.extend({ old: z.boolean() })),
});
export type PublicHelp = z.infer<typeof PublicHelp>;
export const PublicHelpPlaces = z.object({ places: z.array(Place.extend({ numbers: z.int() })) });
export type PublicHelpPlaces = z.infer<typeof PublicHelpPlaces>;
