import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { INTAKE_MODULE } from './opening.rules.ts';
import { ShowCertificate, ShownCertificate } from './opening.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** A reader shows a certificate of the module for people who take reports (5e). Its number opens its public page, so it stays out of the log. */
export const showCertificate = defineCommand({
  name: 'reports/show-certificate',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: ShowCertificate,
  answer: ShownCertificate,
  secretInput: true,
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, now }, { channelId, certificate }) {
    const shownOn = dayOf(now);
    const { rows } = await sql<{ valid: boolean | null }>`
      select reports.show_certificate(${channelId}, ${certificate}, ${INTAKE_MODULE}, ${shownOn}) as valid`.execute(db);
    if (rows[0]!.valid === null) throw new AppError('platform/not-found');
    if (!rows[0]!.valid) throw new AppError('reports/not-a-certificate');
    return {
      answer: { shownOn },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { module: INTAKE_MODULE },
      },
    };
  },
});
