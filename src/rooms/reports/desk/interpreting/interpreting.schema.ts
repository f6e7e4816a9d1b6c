import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { WRAP_BYTES } from '../../crypto/sizes.ts';
import { base64Of } from '../../intake/intake.schema.ts';
import { DeskReport, Note } from '../desk.schema.ts';

/** The longest time for which a report is given, in days after the day on which it is given. The table checks it too. */
export const MAX_INTERPRETING_DAYS = 30;

const Interpreter = z.strictObject({ reportId: z.uuid(), number: z.coerce.number<number>().int().min(1).max(10_000) });

/** `wrap`: the key of the report, encrypted to the interpreter. `note` says so to the other readers, and names the keys of the interpreter. */
export const GiveToInterpreter = Interpreter.extend({ until: Day, wrap: base64Of(WRAP_BYTES), note: Note });
export const EndInterpreting = Interpreter;
export const InterpretingChanged = z.object({ id: z.uuid(), number: z.number().int() });

/** The interpreters of a channel to whom a report can be given, and who has it until when. */
export const Interpreters = z.object({
  interpreters: z.array(
    z.object({
      number: z.number().int(),
      name: z.string(),
      nation: z.string(),
      unit: z.array(z.string()),
      recipient: z.string(),
      verifyKey: z.base64(),
      given: z.object({ by: z.number().int(), on: Day, until: Day }).nullable(),
    }),
  ),
});

/** A report that the caller may interpret today. */
const Interpreted = z.object({ id: z.uuid(), channelId: z.uuid(), day: Day, givenOn: Day, until: Day });
export const OwnInterpreted = z.object({ reports: z.array(Interpreted) });
/** The same with its text, its thread, and the notes that the caller wrote. No note of a reader, no state, no other reader. */
export const InterpretedReport = Interpreted.extend({
  /** The caller's number. */
  number: z.number().int(),
  ciphertext: DeskReport.shape.ciphertext,
  messages: DeskReport.shape.messages,
  notes: DeskReport.shape.notes,
});
export const GetInterpreted = z.strictObject({ reportId: z.uuid() });
export const LeaveInterpreterNote = z.strictObject({ reportId: z.uuid(), ...Note.shape });
