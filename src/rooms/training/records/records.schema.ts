import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RosterFault } from '../roster/roster.schema.ts';

/** The most completions one act takes; a longer table goes in by parts. */
export const MOST_COMPLETIONS = 2_500;

/** A table of completions, or a part of one with its head. `firstLine`: where its first row stands in the whole file. */
export const CompletionsTable = z.strictObject({
  partyId: z.uuid(),
  table: z.string().min(1).max(900_000),
  firstLine: z.int().min(2).max(1_000_000).default(2),
});
export const CompletionsPreview = z.object({
  new: z.int(),
  known: z.int(),
  signed: z.int(),
  unsigned: z.int(),
  faults: z.array(RosterFault),
  faultCount: z.int(),
});
export type CompletionsPreview = z.infer<typeof CompletionsPreview>;
export const CompletionsTaken = z.object({ taken: z.int(), known: z.int(), signed: z.int() });

/** `again`: from the first statement on, not from where the last time ended. */
export const TakeXapi = z.strictObject({ partyId: z.uuid(), again: z.boolean().default(false) });
const Named = z.array(z.object({ value: z.string(), n: z.int() }));
/** What came of a part of what learning systems sent; `more`: another part waits. What is not known is named after the last. */
export const XapiTaken = z.object({
  ...{ found: z.int(), taken: z.int(), known: z.int(), unsigned: z.int(), notPassed: z.int(), voided: z.int(), nameless: z.int() },
  unknownNumbers: Named,
  unknownModules: Named,
  more: z.boolean(),
});
export type XapiTaken = z.infer<typeof XapiTaken>;

const Reason = z.string().trim().min(1).max(500);
export const RevokeCompletion = z.strictObject({ completionId: z.uuid(), reason: Reason });
/** `keep`: whether those who took the course keep what it gave them. */
export const EndEquivalent = z.strictObject({ equivalentId: z.uuid(), reason: Reason, keep: z.boolean(), version: z.int() });

/** What is recorded of one person. `signs`: the module has a text to sign. `lessons`: those alone, where it is not the whole module. */
export const Completions = z.object({
  completions: z.array(
    z.object({
      ...{ id: z.string(), module: z.string(), title: BothLanguages, version: z.int(), lessons: z.array(z.string()).nullable() },
      way: z.enum(['player', 'class', 'xapi', 'table', 'recognised']),
      ...{
        passedOn: z.string(),
        signedOn: z.string().nullable(),
        signs: z.boolean(),
        validUntil: z.string().nullable(),
        certificate: z.boolean(),
      },
      ...{ revokedOn: z.string().nullable(), reason: z.string().nullable() },
    }),
  ),
});
export type Completions = z.infer<typeof Completions>;
/** A board fixed for a hand-over, and who signed it. */
export const HandOverPage = z.object({
  id: z.string(),
  asOf: z.string(),
  persons: z.int(),
  ready: z.int(),
  /** How many more there are whose days given are not over: they count as neither. */
  inTime: z.int(),
  missing: z.array(z.object({ module: z.string(), persons: z.int() })),
  checkedBy: z.string(),
  signatures: z.array(z.object({ side: z.enum(['outgoing', 'incoming']), by: z.string(), at: z.string(), reasons: z.string().nullable() })),
});

export const HandOvers = z.object({
  handOvers: z.array(
    z.object({
      rotationId: z.string(),
      partyId: z.string(),
      unit: z.string(),
      contingent: z.string(),
      from: z.string(),
      handOver: z.string().nullable(),
      page: HandOverPage.nullable(),
    }),
  ),
});
export type HandOvers = z.infer<typeof HandOvers>;

/** What else counts for a party: courses found equivalent, who offers training, totals a commander signed. */
export const Recognition = z.object({
  equivalents: z.array(
    z.object({
      id: z.string(),
      party: BothLanguages,
      own: z.boolean(),
      title: z.string(),
      provider: z.string(),
      module: z.string(),
      elements: z.array(z.string()),
      lessons: z.array(z.string()),
      missing: z.array(z.string()),
      why: z.string(),
      version: z.int(),
    }),
  ),
  providers: z.array(
    z.object({
      id: z.string(),
      party: BothLanguages,
      own: z.boolean(),
      name: z.string(),
      level: z.enum(['alliance', 'national']),
      general: z.boolean(),
      specific: z.boolean(),
      checkedOn: z.string(),
      /** More than a year ago: somebody should make sure again. */
      old: z.boolean(),
    }),
  ),
  totals: z.array(z.object({ id: z.string(), module: z.string(), persons: z.int(), trained: z.int(), asOf: z.string(), by: z.string() })),
  elements: z.array(z.object({ id: z.string(), title: BothLanguages })),
  modules: z.array(
    z.object({ id: z.string(), title: BothLanguages, lessons: z.array(z.object({ id: z.string(), title: BothLanguages })) }),
  ),
});
export type Recognition = z.infer<typeof Recognition>;
