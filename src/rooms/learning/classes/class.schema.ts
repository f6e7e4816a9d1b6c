import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { LOCALES } from '#kernel/languages.ts';
import { ModuleProgress } from '../progress/progress.schema.ts';
import { CLASS_MACHINE, MAX_SLIPS } from './class.rules.ts';
import { MAX_SEATS } from './seats.rules.ts';

const Text = z.string().trim().min(1).max(100);
const ModuleId = z.string().min(1).max(40);
/** A service number as the party writes it; lower case and spaces are normalised. */
export const ServiceNumber = z
  .string()
  .max(60)
  .transform((text) => text.replace(/\s+/g, '').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,23}$/, { error: 'service-number' }));

/** The category of a trainee; the roster uses the same words. */
const Category = z.enum(['contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire']);

const SeatCount = z.int().min(1).max(MAX_SEATS);

/** A class to open: which modules, for how long, for how many people. */
export const OpenClass = z.strictObject({
  partyId: z.uuid(),
  unitId: z.uuid().nullable().default(null),
  title: Text,
  modules: z.array(ModuleId).min(1).max(20),
  startsOn: Day,
  endsOn: Day,
  /** How many people it can take; null: no limit. */
  seats: SeatCount.nullable().default(null),
});

export const SetSeats = z.strictObject({ classId: z.uuid(), seats: SeatCount.nullable(), version: z.number().int() });

/** Seats for people of a unit, or for the party as a whole, in place of an earlier booking. 0 releases it. */
export const BookSeats = z.strictObject({
  classId: z.uuid(),
  unitId: z.uuid().nullable().default(null),
  seats: z.int().min(0).max(MAX_SEATS),
});

/** Numbers to make access slips for. `newcomers` gives the category of people unknown to the roster; without it their numbers are listed and nothing is done. */
export const MakeAccessSlips = z.strictObject({
  classId: z.uuid(),
  numbers: z.array(ServiceNumber).min(1).max(MAX_SLIPS),
  newcomers: Category.optional(),
});
const NewAccessSlip = z.object({ number: z.string(), pin: z.string() });
export const NewAccessSlips = z.object({ accessSlips: z.array(NewAccessSlip), had: z.array(z.string()) });

/** New access slips to print: the PINs are stored nowhere else. */
export const PrintAccessSlips = z.strictObject({
  accessSlips: z
    .array(z.strictObject({ number: ServiceNumber, pin: z.string().regex(/^\d{6}$/) }))
    .min(1)
    .max(MAX_SLIPS),
  language: z.enum(LOCALES),
});

/** A class in the list. */
export const ClassLine = z.object({
  id: z.string(),
  partyId: z.string(),
  party: z.object({ en: z.string(), fr: z.string() }),
  title: z.string(),
  code: z.string(),
  modules: z.array(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  closedAt: z.string().nullable(),
  /** People with an access slip. */
  learners: z.number().int(),
  /** How many people it can take; null: no limit. */
  seats: z.number().int().nullable(),
  /** People, and seats booked for others. */
  taken: z.number().int(),
  /** Access slips with which nobody has entered yet. */
  unused: z.number().int(),
  version: z.number().int(),
});
export type ClassLine = z.infer<typeof ClassLine>;

/** A class with everybody in it. A commander sees the numbers and states; a training officer also sees phones and access slips. */
export const ClassView = ClassLine.extend({
  titles: z.array(z.object({ id: z.string(), en: z.string(), fr: z.string() })),
  teaches: z.boolean(),
  /** The operations that its people go to or serve in: whose brief their lessons show. `everyone`: each person of the class goes there. */
  operations: z.array(z.object({ id: z.string(), en: z.string(), fr: z.string(), everyone: z.boolean() })),
  bookings: z.array(
    z.object({ unitId: z.string().nullable(), unit: z.string().nullable(), seats: z.number().int(), used: z.number().int() }),
  ),
  /** The units for which seats can be booked, the party as a whole (null) first, and how many people with a slip would use the booking. */
  places: z.array(z.object({ unitId: z.string().nullable(), unit: z.string().nullable(), people: z.number().int() })),
  actions: offeredActionsOf(CLASS_MACHINE),
  people: z.array(
    z.object({
      accessSlipId: z.string(),
      traineeId: z.string(),
      number: z.string(),
      closedUntil: z.string().nullable(),
      lastIn: z.string().nullable(),
      modules: z.array(
        ModuleProgress.extend({
          /** What came of the latest check of another version of the module. */
          earlier: z.object({ version: z.number().int(), score: z.number().int(), passed: z.boolean() }).nullable(),
        }),
      ),
    }),
  ),
});
export type ClassView = z.infer<typeof ClassView>;
