import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RosterFault } from '../roster/roster.schema.ts';
import { COMPLETION_MACHINE } from './completion.rules.ts';

/** The most completions one command takes; a longer table is imported in parts. */
export const MAX_COMPLETIONS = 2_500;

/** A table of completions, or a part of one with its header. `firstLine`: the line of its first row in the whole file. */
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
  /** Rows of people who left the party: they are skipped. */
  left: z.int(),
  faults: z.array(RosterFault),
  faultCount: z.int(),
});
export type CompletionsPreview = z.infer<typeof CompletionsPreview>;
export const CompletionsImported = z.object({ imported: z.int(), known: z.int(), signed: z.int(), left: z.int() });

/** `again`: read from the first statement, not from where the last import stopped. */
export const ImportXapi = z.strictObject({ partyId: z.uuid(), again: z.boolean().default(false) });
const Named = z.array(z.object({ value: z.string(), n: z.int() }));
/** The result of importing one part of what learning systems sent; `more`: another part waits. Unknown numbers and modules are listed after the last part. */
export const XapiImported = z.object({
  ...{ found: z.int(), imported: z.int(), known: z.int(), unsigned: z.int(), notPassed: z.int(), voided: z.int(), nameless: z.int() },
  unknownNumbers: Named,
  unknownModules: Named,
  more: z.boolean(),
});
export type XapiImported = z.infer<typeof XapiImported>;

export const RevokeCompletion = z.strictObject({ completionId: z.uuid(), ...commentField(COMPLETION_MACHINE.actions.revoke) });

/** What is recorded of one person. `signs`: the module has a text to sign. `lessons`: only these, if it is not the whole module. */
export const Completions = z.object({
  completions: z.array(
    z.object({
      ...{ id: z.string(), module: z.string(), title: BothLanguages, version: z.int(), lessons: z.array(z.string()).nullable() },
      source: z.enum(['player', 'class', 'xapi', 'table', 'recognised']),
      ...{
        passedOn: z.string(),
        signedOn: z.string().nullable(),
        signs: z.boolean(),
        validUntil: z.string().nullable(),
        certificate: z.boolean(),
      },
      ...{ revokedOn: z.string().nullable(), reason: z.string().nullable() },
      actions: offeredActionsOf(COMPLETION_MACHINE),
    }),
  ),
});
export type Completions = z.infer<typeof Completions>;
