import { ROLE } from '#kernel/roles.ts';
import { confirmContribution } from '#rooms/parties/contributions/confirm-contribution.command.ts';
import { recordContracting } from '#rooms/parties/register/record-contracting.command.ts';
import { registerContractor } from '#rooms/parties/register/register-contractor.command.ts';
import { registerParty } from '#rooms/parties/register/register-party.command.ts';
import { planRotation } from '#rooms/parties/units/plan-rotation.command.ts';
import { registerUnit } from '#rooms/parties/units/register-unit.command.ts';
import { accountOf, BODIES, type CastNation, CONTRACTORS, NATIONS, OPERATIONS, PARTNER, speakerOf, unitName } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';
import { translateExercise } from './texts.ts';

const SOURCE = 'Script of the exercise';

/** Headquarters comes first: the first person takes the policy office there. Registered by the installation, as on every first start. */
export async function openHeadquarters(context: ExerciseContext): Promise<void> {
  for (const body of BODIES) {
    const { code, name, bodyKind } = body;
    const input = { kind: 'body' as const, code, name, bodyKind, source: SOURCE };
    const { partyId } = await runAs(context, 'installation', context.calendar.at('2023-11-06', 8), registerParty, input);
    context.parties.set(code, partyId);
  }
}

/** Nations, operations, firms and a partner, registered by the policy office and the contracting officer. */
export async function openParties(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const office = accountOf(ROLE.policyOffice, BODIES[0].code);
  const nations = NATIONS.map(async ({ code, name, since }) => {
    const input = { kind: 'nation' as const, code, name, source: SOURCE, ...(since !== null && { memberSince: since }) };
    context.parties.set(code, (await runAs(context, office, at('2023-11-07'), registerParty, input)).partyId);
  });
  const operations = OPERATIONS.map(async ({ code, name, theatre, from, contracting }) => {
    const input = { kind: 'operation' as const, code, name, theatre, from: day(from), source: SOURCE };
    const { partyId } = await runAs(context, office, at('2023-11-07', 10), registerParty, input);
    context.parties.set(code, partyId);
    if (contracting === null) return;
    const since = { partyId, from: day(contracting), source: SOURCE, version: 1 };
    await runAs(context, office, at('2023-11-08', 11), recordContracting, since);
  });
  const firms = CONTRACTORS.map(async ({ code, name }) => {
    const input = { code, name, from: day('2023-06-01'), source: SOURCE };
    context.parties.set(code, (await runAs(context, office, at('2023-11-08'), registerContractor, input)).partyId);
  });
  const shelter = runAs(context, office, at('2023-11-08', 10), registerParty, {
    kind: 'partner',
    code: PARTNER.code,
    name: PARTNER.name,
    partner: { kind: 'non-governmental organisation' },
    source: SOURCE,
  }).then(({ partyId }) => context.parties.set(PARTNER.code, partyId));
  await Promise.all([...nations, ...operations, ...firms, shelter]);
}

/** Each nation registers its units and where they serve; a nation that is no Ally confirms that it takes part. */
export async function openUnits(context: ExerciseContext): Promise<void> {
  await Promise.all(NATIONS.map((nation) => unitsOf(context, nation)));
}

async function unitsOf(context: ExerciseContext, { code, name, since, in: operations }: CastNation): Promise<void> {
  const { at, day, year } = context.calendar;
  const speaker = speakerOf(code);
  const partyId = idOf(context, code);
  if (since === null)
    for (const operation of operations)
      await runAs(context, speaker, at('2024-01-10'), confirmContribution, {
        partyId,
        operationId: idOf(context, operation),
        from: day('2023-03-01'),
        source: translateExercise('en', 'source.contribution', { party: name.en }),
      });
  const brigade = await runAs(context, speaker, at('2024-01-10', 10), registerUnit, {
    partyId,
    name: unitName(code),
    location: `Fort ${code}`,
  });
  for (const [index, operation] of operations.entries()) {
    const unit = await runAs(context, speaker, at('2024-01-11', 9 + index), registerUnit, {
      partyId,
      name: unitName(code, index + 1),
      superiorId: brigade.unitId,
      location: OPERATIONS.find((one) => one.code === operation)!.theatre,
    });
    // The contingent there now, and the one that relieves it.
    for (const [contingent, from, handOver] of [
      [1, '2026-06-15', '2026-12-15'],
      [2, '2026-12-16', '2027-06-15'],
    ] as const)
      await runAs(context, speaker, at('2026-05-04', 9 + index), planRotation, {
        unitId: unit.unitId,
        operationId: idOf(context, operation),
        contingent: `${contingent}/${year('2026-06-15').slice(2)}`,
        from: day(from),
        handOver: day(handOver),
      });
  }
}
