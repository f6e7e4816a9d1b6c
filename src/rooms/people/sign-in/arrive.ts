import { sql } from 'kysely';
import type { z } from 'zod';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Device } from '#platform/http/device.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { Step } from './sign-in.schema.ts';

/** The common last step of every sign-in: records the kind of browser, and appends the new session to the ledger. */
export function arrive({ subject, write, db }: CommandContext, { device }: { device: Device }) {
  write(nameDevice(db, device));
  return {
    answer: { step: 'in' as const, methods: [] },
    entry: { subjectKind: 'session', subjectId: subject.session, partyId: null, detail: {} },
  };
}

/** Stores the coarse browser family with the session that was opened; nothing for a pending sign-in. */
export function nameDevice(db: Database, { browser, system }: Device) {
  return db.selectNoFrom(sql`identity.name_device(${browser}, ${system})`.as('done'));
}

/** The step after a one-time link: signed in, or a second factor to set up. The database returns it with the claims of the command. */
export function stepAfter(subject: Subject): z.input<typeof Step> {
  const step = Step.safeParse(subject);
  return step.success ? step.data : { step: 'in', methods: [] };
}
