import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { OWNER_KINDS } from '#kernel/party-kinds.ts';
import { ORIGINS, SAYS } from '#kernel/status.ts';
import { ORIGIN_TAGS } from './origin-tags.rules.ts';

const Words = z.string().trim().min(1);
const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const Day = z.string().refine(isPartialDate);

/** A text in both languages; neither may be empty. */
export const BothLanguages = z.strictObject({ en: Words, fr: Words });
export type BothLanguages = z.infer<typeof BothLanguages>;

/** How strongly an obligation binds, in the words of the policy. The strengths are different promises and are never added up. */
export const STRENGTHS = ['required', 'agreed', 'will', 'should', 'expected', 'encouraged', 'aim'] as const;
export const Strength = z.enum(STRENGTHS);
export type Strength = z.infer<typeof Strength>;

export const OriginTag = z.enum(ORIGIN_TAGS);
export type OriginTag = z.infer<typeof OriginTag>;
const Origins = z.array(OriginTag).min(1);

/** A clause or appendix. `short` is a column label. `reconstructed`: this is not the official text, which could not be obtained. */
export const Clause = z.strictObject({
  id: Id,
  title: BothLanguages,
  short: BothLanguages,
  plain: BothLanguages,
  /** What the clause lists, part by part, such as the acts, means and purposes of a definition, and what a treaty adds to them. */
  parts: z.array(z.strictObject({ title: BothLanguages, items: z.array(BothLanguages).min(1), origin: Origins })).default([]),
  strength: Strength,
  origin: Origins,
  reconstructed: z.boolean().default(false),
});
export type Clause = z.infer<typeof Clause>;

/**
 * What decides the status of an obligation (docs/decisions/054). Items of other kinds inform. `needs`: whether one kind is enough. `order`: the origins from the
 * one that takes precedence. `limits`: for a kind, the origins whose items decide, and what they may say; without an entry every origin decides and may say
 * everything except a nil return. `nil`: a signed nil return answers this obligation where nothing else decides.
 */
export const EvidenceRule = z.strictObject({
  kinds: z.array(Id).min(1),
  needs: z.enum(['any', 'all']),
  order: z
    .array(z.enum(ORIGINS))
    .length(ORIGINS.length)
    .refine((order) => new Set(order).size === order.length)
    .default([...ORIGINS]),
  limits: z
    .array(z.strictObject({ kind: Id, from: z.array(z.enum(ORIGINS)).min(1).optional(), says: z.array(z.enum(SAYS)).min(1).optional() }))
    .default([]),
  nil: z.boolean().default(false),
});
export type EvidenceRule = z.infer<typeof EvidenceRule>;

/** One thing that a clause asks of one kind of party. `freshness` names a parameter in months; null: evidence does not age. */
export const Obligation = z.strictObject({
  id: Id,
  clause: Id,
  title: BothLanguages,
  short: BothLanguages,
  statement: BothLanguages,
  action: BothLanguages,
  owners: z.array(z.enum(OWNER_KINDS)).min(1),
  strength: Strength,
  evidence: EvidenceRule,
  recurrence: BothLanguages,
  freshness: Id.nullable(),
  breach: BothLanguages.nullable(),
  origin: Origins,
  reconstructed: z.boolean(),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
});
export type Obligation = z.infer<typeof Obligation>;

const UNITS = ['minutes', 'hours', 'days', 'working-days', 'months', 'percent', 'people', 'instrument', 'word'] as const;

/** A number that the policy does not give: a default of the edition, with its origin. Currencies are units by their ISO code. */
export const Parameter = z.strictObject({
  id: Id,
  title: BothLanguages,
  value: z.union([z.number(), Words]),
  unit: z.union([z.enum(UNITS), z.string().regex(/^[A-Z]{3}$/)]),
  /** False where no room reads the value yet. Nothing may refer to it, and no page shows it. */
  inUse: z.boolean().default(true),
  origin: z.strictObject({ tag: OriginTag, text: BothLanguages }),
});
export type Parameter = z.infer<typeof Parameter>;

/**
 * A kind of evidence. `decides` false: it informs a reader, but alone it determines no status. `ofObligation`: an item of this kind is about an obligation as a
 * whole, as the rating of a review is, and counts for every obligation it names. `occurrence`: one item is one occurrence, such as a case, so a nil return for
 * its period contradicts it. `counts`: an item says how many, such as how many persons signed, so it never answers a question with yes or no.
 */
export const EvidenceKind = z.strictObject({
  id: Id,
  title: BothLanguages,
  madeBy: BothLanguages,
  freshness: Id.nullable(),
  decides: z.boolean(),
  ofObligation: z.boolean().default(false),
  occurrence: z.boolean().default(false),
  counts: z.boolean().default(false),
});
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** A treaty, code, plan or law related to the policy. `adopted` null: the date is not known here. */
export const Instrument = z.strictObject({
  id: Id,
  title: BothLanguages,
  adopted: Day.nullable(),
  depositary: BothLanguages.nullable(),
  address: z.url({ protocol: /^https?$/ }),
});
export type Instrument = z.infer<typeof Instrument>;

/**
 * How an article of an instrument relates to a clause. `wider`: the article asks more than the clause; `narrower`: less. `article` null: the whole instrument.
 */
export const CrosswalkRow = z.strictObject({
  clause: Id,
  obligation: Id.optional(),
  instrument: Id,
  article: Words.nullable(),
  relation: z.enum(['asks-the-same', 'wider', 'narrower', 'supports']),
  note: BothLanguages,
  origin: Origins,
});
export type CrosswalkRow = z.infer<typeof CrosswalkRow>;

/** How this edition reads a place where the policy leaves a question open. */
export const Reading = z.strictObject({ id: Id, clauses: z.array(Id).min(1), question: BothLanguages, answer: BothLanguages });
export type Reading = z.infer<typeof Reading>;

const ClauseIds = z.tuple([Id], Id);

/** The content of edition.yaml. `current`: the edition that this installation works on. `columns`: the clauses in the order of the matrix. */
export const EditionHead = z.strictObject({
  id: Id,
  title: BothLanguages,
  authority: BothLanguages,
  adopted: Day,
  current: z.boolean(),
  /** A draft of a text that is not fully known. It is shown as a draft, nothing is recorded under it, and it cannot be current. */
  incomplete: z.boolean().default(false),
  note: BothLanguages,
  /** Later texts. `edition`: the edition below `policies/` that represents the text here, even as a draft. */
  successors: z.array(
    z.strictObject({ title: BothLanguages, adopted: Day, carried: z.boolean(), edition: Id.optional(), note: BothLanguages }),
  ),
  columns: z.array(Id).min(1),
  readings: z.array(Reading),
  /** Which clauses the platform's own commands carry out under this policy. */
  acts: z.strictObject({
    /** Reviewing how the policy is kept. */
    reviews: ClauseIds,
    /** What a party does itself: a contribution to an operation, a return. */
    implementation: ClauseIds,
    /** Placing contracts. */
    contracts: ClauseIds,
    /** Keeping the table of treaties. */
    treaties: ClauseIds,
    /** Training people before they deploy. */
    training: ClauseIds,
    /** Supporting victims and those who help them: help by place, reports. */
    support: ClauseIds,
  }),
  /** How and when the alliance adopted the policy: one public fact for all Allies. Later members are bound by their accession. */
  adoption: z
    .strictObject({
      /** What the adoption shows as met, and the kind of its evidence. */
      obligation: Id,
      kind: Id,
      on: Day,
      by: BothLanguages,
      document: BothLanguages,
      address: z.url({ protocol: /^https?$/ }),
    })
    .optional(),
  /** The obligations that a contributor answers with comply, equivalent or explain when it joins an operation. Empty: no checklist. */
  joining: z.array(Id).default([]),
});
export type EditionHead = z.infer<typeof EditionHead>;

/** The files of an edition's folder, and the schema of each. */
export const EDITION_FILES = {
  'edition.yaml': EditionHead,
  'clauses.yaml': z.strictObject({ clauses: z.array(Clause).min(1) }),
  'obligations.yaml': z.strictObject({ obligations: z.array(Obligation).min(1) }),
  'parameters.yaml': z.strictObject({ parameters: z.array(Parameter) }),
  'evidence-kinds.yaml': z.strictObject({ evidenceKinds: z.array(EvidenceKind).min(1) }),
  'instruments.yaml': z.strictObject({ instruments: z.array(Instrument) }),
  'crosswalk.yaml': z.strictObject({ crosswalk: z.array(CrosswalkRow) }),
} as const;
export type EditionFile = keyof typeof EDITION_FILES;

/** A whole edition as plain data, as it is sent to the browser. */
export const EditionData = z.object({
  ...EditionHead.shape,
  clauses: z.array(Clause),
  obligations: z.array(Obligation),
  parameters: z.array(Parameter),
  evidenceKinds: z.array(EvidenceKind),
  instruments: z.array(Instrument),
  crosswalk: z.array(CrosswalkRow),
});
export type EditionData = z.infer<typeof EditionData>;
