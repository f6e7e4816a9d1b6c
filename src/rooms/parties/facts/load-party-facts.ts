import { z } from 'zod';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { recordObservedContribution } from '../contributions/record-observed-contribution.command.ts';
import { readRegister } from '../party.store.ts';
import type { RegisterParty } from '../register/register.schema.ts';
import { registerParty } from '../register/register-party.command.ts';
import type { PartyFiles } from './facts-files.ts';
import '../permissions.ts';

/** What is already in the register, so that loading again adds only what is new. */
const registerSoFar = defineQuery({
  name: 'parties/register-so-far',
  permission: 'parties:register',
  input: z.strictObject({}),
  answer: z.object({ ids: z.record(z.string(), z.string()), observedContributions: z.array(z.string()) }),
  async run({ db }) {
    const { parties } = await readRegister(db);
    return {
      ids: Object.fromEntries(parties.map((party) => [party.code, party.id])),
      observedContributions: parties.flatMap((party) =>
        party.observedContributions.map((one) => observedContributionKey(party.code, one.operation, one.asOf)),
      ),
    };
  },
});

/** How many rows were new. */
export type PartiesLoaded = { parties: number; observedContributions: number };

/**
 * Loads the facts about parties into the register with the same commands that people use, as the subject of the session token (the installation). Existing rows
 * stay unchanged: loading again adds only what is new. The files must be without faults.
 */
export async function loadPartyFacts(platform: Platform, token: string, files: PartyFiles): Promise<PartiesLoaded> {
  const run = <I extends z.ZodType, A extends z.ZodType>(command: Command<I, A>, input: z.input<I>) =>
    runCommand(platform, command, { token, key: newKey(), input });
  const soFar = await runQuery(platform, registerSoFar, { token, input: {} });
  const ids = new Map(Object.entries(soFar.ids));
  const seen = new Set(soFar.observedContributions);
  const loaded: PartiesLoaded = { parties: 0, observedContributions: 0 };
  const register = async (party: z.input<typeof RegisterParty>) => {
    if (ids.has(party.code)) return;
    ids.set(party.code, (await run(registerParty, party)).partyId);
    loaded.parties += 1;
  };

  for (const { value } of files.nations) {
    await register({
      kind: 'nation',
      code: value.iso2,
      name: { en: value.name_en, fr: value.name_fr },
      statusNeutral: value.status_neutral,
      ...withoutNulls({ memberSince: value.nato_accession_year, note: value.note }),
      source: value.source,
    });
  }
  for (const { value } of files.bodies) {
    await register({
      kind: 'body',
      code: value.code,
      bodyKind: value.kind,
      name: { en: value.name_en, fr: value.name_fr },
      ...withoutNulls({ from: value.from, note: value.note }),
      source: value.source,
    });
  }
  for (const { value } of files.operations) {
    await register({
      kind: 'operation',
      code: value.id,
      name: { en: value.name_en, fr: value.name_fr },
      theatre: value.theatre,
      from: value.start,
      ...withoutNulls({ to: value.end, note: value.note, hostId: ids.get(value.host_iso2) ?? null }),
      source: value.source,
    });
  }
  for (const { value } of files.partners) {
    if (value.code === null || value.source === null) continue;
    await register({
      kind: 'partner',
      code: value.code,
      // The name as its source writes it, in both languages; no French one was found.
      name: { en: value.name, fr: value.name },
      partner: {
        kind: value.kind,
        ...withoutNulls({
          countryId: value.country_iso2 === null ? null : (ids.get(value.country_iso2) ?? null),
          contactKind: value.contact_kind,
          contact: value.contact,
          contactTested: value.contact_tested,
          sourceDate: value.source_date,
        }),
      },
      ...withoutNulls({ note: value.note }),
      source: value.source,
    });
  }
  for (const { value } of files.observedContributions) {
    if (seen.has(observedContributionKey(value.iso2, value.operation, value.as_of))) continue;
    const [partyId, operationId] = [ids.get(value.iso2), ids.get(value.operation)];
    if (partyId === undefined || operationId === undefined) continue;
    await run(recordObservedContribution, {
      partyId,
      operationId,
      ...withoutNulls({ asOf: value.as_of, personnel: value.personnel, note: value.note }),
      source: value.source,
    });
    loaded.observedContributions += 1;
  }
  return loaded;
}

function observedContributionKey(nation: string, operation: string, asOf: string | null): string {
  return `${nation} ${operation} ${asOf ?? '-'}`;
}

/** Leaves out null values. */
function withoutNulls<T extends Record<string, unknown>>(values: T): { [Key in keyof T]?: Exclude<T[Key], null> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as { [Key in keyof T]?: Exclude<T[Key], null> };
}
