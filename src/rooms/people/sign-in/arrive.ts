import { sql } from 'kysely';
import type { z } from 'zod';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Device } from '#platform/http/device.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { Step } from './sign-in.schema.ts';

/** What every last step of signing in does: notes what kind of browser it is, and enters the new session in the ledger. */
export function arrive({ subject, write, db }: CommandContext, { device }: { device: Device }) {
  write(nameDevice(db, device));
  return {
    answer: { step: 'in' as const, methods: [] },
    entry: { subjectKind: 'session', subjectId: subject.session, partyId: null, detail: {} },
  };
}

/** Keeps the coarse family of the browser beside the session it opened; of a sign-in that is only under way, nothing. */
export function nameDevice(db: Database, { browser, system }: Device) {
  return db.selectNoFrom(sql`identity.name_device(${browser}, ${system})`.as('done'));
}

/** What comes after a one-time link: in, or a second factor to set up. The database says so beside the claims of the act. */
export function stepAfter(subject: Subject): z.input<typeof Step> {
  const told = Step.safeParse(subject);
  return told.success ? told.data : { step: 'in', methods: [] };
}
