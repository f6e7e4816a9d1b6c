import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { BothLanguages, Parameter } from '../policy.schema.ts';
import { IMPORTED_EDITION_MACHINE, IMPORTED_STATES } from './edition.rules.ts';

/** The largest file that may be sent, and the most that its files may have together. The edition of 2004 has half a megabyte. */
export const UPLOAD_LIMITS = { fileBytes: 1024 * 1024, textBytes: 3 * 1024 * 1024, entries: 2_000 };

export const FORMATS = ['zip', 'oscal'] as const;

/** The upload in the query string; the body is the file. */
export const UploadName = z.strictObject({ name: z.string().trim().min(1).max(200) });

/** The files of an upload, as text by name. */
export const UploadedFiles = z.strictObject({
  fileName: UploadName.shape.name,
  format: z.enum(FORMATS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  files: z.record(z.string(), z.string()),
  ignored: z.array(z.string()),
});
export type UploadedFiles = z.infer<typeof UploadedFiles>;

const Row = z.object({ id: z.string(), title: BothLanguages });
const CARRIES = ['whole', 'part', 'none'] as const;
const Value = z.union([z.number(), z.string()]);
const OfParameter = Row.extend({ value: Value, unit: Parameter.shape.unit });

/**
 * What an edition changes in the one in force. `carries`: how much the evidence of the obligation with the same id counts. `hold` and `end`: the decided values
 * of today and of later days that hold in the edition, and those that end with it, with its own value.
 */
export const Difference = z.object({
  from: z.string(),
  clauses: z.object({ added: z.array(Row), changed: z.array(Row), removed: z.array(Row) }),
  obligations: z.object({
    added: z.array(Row),
    changed: z.array(Row.extend({ fields: z.array(z.string()), carries: z.enum(CARRIES) })),
    removed: z.array(Row),
  }),
  parameters: z.object({
    added: z.array(OfParameter),
    changed: z.array(OfParameter.extend({ was: Value })),
    removed: z.array(Row),
    hold: z.array(OfParameter.extend({ fromDay: Day })),
    end: z.array(OfParameter.extend({ fromDay: Day, own: Value })),
  }),
});
export type Difference = z.infer<typeof Difference>;

/** The edition in an upload. `kept`: questionnaires that the upload does not hold and that stay those of the edition in force. */
export const UploadedEdition = z.object({
  id: z.string(),
  title: BothLanguages,
  obligations: z.int(),
  kept: z.array(BothLanguages),
  difference: Difference,
});

/** What a file would bring. With faults there is no edition: nothing can be stored. */
export const EditionPreview = z.object({
  fileName: z.string(),
  format: z.enum(FORMATS),
  sha256: z.string(),
  ignored: z.array(z.string()),
  faults: z.array(z.object({ file: z.string(), line: z.int(), message: z.string() })),
  moreFaults: z.int(),
  edition: UploadedEdition.nullable(),
});
export type EditionPreview = z.infer<typeof EditionPreview>;

/** Who was consulted: a consultation of the register whose result is known, or body, date and outcome. */
export const Consulted = z.union([
  z.strictObject({ consultationId: z.uuid() }),
  z.strictObject({
    body: z.string().trim().min(1).max(200),
    on: Day,
    outcome: z.string().trim().min(1).max(2000),
  }),
]);
export type Consulted = z.infer<typeof Consulted>;

export const Reason = z.string().trim().min(1).max(2000);
const OnImported = z.strictObject({ importId: z.uuid(), version: z.int() });
export const PutInForce = OnImported.extend({ fromDay: Day, consulted: Consulted, reason: Reason });
export const WithdrawEdition = OnImported.extend(commentField(IMPORTED_EDITION_MACHINE.actions.withdraw));
export const ImportedAnswer = z.object({ importId: z.uuid(), state: z.enum(IMPORTED_STATES), version: z.int() });

/** An imported edition as the desk shows it. `stage`: its state, and for a scheduled one whether it is coming, in force or replaced. */
export const ImportedEdition = z.object({
  importId: z.uuid(),
  editionId: z.string(),
  title: BothLanguages,
  obligations: z.int(),
  fileName: z.string(),
  format: z.enum(FORMATS),
  sha256: z.string(),
  stage: z.enum(['draft', 'coming', 'in-force', 'replaced', 'withdrawn']),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  decision: z
    .object({
      fromDay: Day,
      consulted: z.object({ body: z.string(), on: Day, outcome: z.string(), isRegistered: z.boolean() }),
      reason: z.string(),
      at: z.iso.datetime(),
      by: z.string(),
    })
    .nullable(),
  withdrawn: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
  /** Against the edition in force today; null where the edition is not a draft or coming. */
  difference: Difference.nullable(),
  version: z.int(),
  actions: offeredActionsOf(IMPORTED_EDITION_MACHINE),
});
export type ImportedEdition = z.infer<typeof ImportedEdition>;
export const ImportedEditions = z.object({
  inForce: z.object({ id: z.string(), since: Day.nullable() }),
  editions: z.array(ImportedEdition),
});
export type ImportedEditions = z.infer<typeof ImportedEditions>;
