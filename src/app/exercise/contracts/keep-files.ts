import { newId } from '#kernel/ids.ts';
import { confirmAlike } from '#rooms/contractors/documents/confirm-alike.command.ts';
import { decideFinding } from '#rooms/contractors/documents/decide-finding.command.ts';
import { ReadFile } from '#rooms/contractors/documents/document.schema.ts';
import { makeGeneral } from '#rooms/contractors/documents/general/make-general.command.ts';
import { getSample } from '#rooms/contractors/documents/open-findings.query.ts';
import { recordDocument } from '#rooms/contractors/documents/record-document.command.ts';
import { type ExerciseContext, queryAs, runAs } from '../context.ts';
import type { CheckedFile } from './files/read-files.ts';

// The passages of the first drop were decided; those of the second wait.
const SECOND_DROP_FROM = 40;
/** Contracts in words of their own whose passages a person confirmed, and contracts whose weaker passage she refused. */
const [CONFIRMED, REFUSED] = [
  [5, 17],
  [4, 16],
] as const;
const PROVISIONS = ['engaging', 'facilitating', 'penalties'] as const;

/**
 * Records what the check read in the files of Corvania's contracts, in two drops. A person decided on the first: she read the sample of what reads like the set,
 * confirmed the rest with it, and decided on some passages one by one. Of the general conditions she confirmed the provisions, and not yet for the contracts.
 */
export async function keepFiles(context: ExerciseContext, officer: string, partyId: string, files: readonly CheckedFile[]): Promise<void> {
  const { at } = context.calendar;
  const drops = [newId(), newId()] as const;
  const ids = new Map<number | null, string>();
  // Each file is of another contract, so none waits for another.
  await Promise.all(
    files.map(async ({ contract, name, sha256, answer }) => {
      const isSecond = contract !== null && contract >= SECOND_DROP_FROM;
      const input = { partyId, dropId: drops[isSecond ? 1 : 0], name, file: new ReadFile(sha256, answer), documentId: null };
      const when = isSecond ? at('2026-11-20', 14) : at('2026-11-19', 14);
      ids.set(contract, (await runAs(context, officer, when, recordDocument, input)).documentId);
    }),
  );
  const decide = (hour: number, contract: number | null, provision: string, isIt: boolean) =>
    runAs(context, officer, at('2026-11-19', hour), decideFinding, {
      ...{ documentId: ids.get(contract)!, setId: 'least-5f', provision, isIt, version: 1 },
    });
  const [dropId] = drops;
  const { items } = await queryAs(context, officer, at('2026-11-19', 15), getSample, { dropId });
  for (const { documentId, setId, provision, version } of items)
    await runAs(context, officer, at('2026-11-19', 15), decideFinding, { documentId, setId, provision, isIt: true, version });
  const { waiting: version } = await queryAs(context, officer, at('2026-11-19', 15), getSample, { dropId });
  await runAs(context, officer, at('2026-11-19', 15), confirmAlike, { dropId, version });
  for (const contract of CONFIRMED) for (const provision of PROVISIONS) await decide(16, contract, provision, true);
  for (const contract of REFUSED) await decide(16, contract, 'engaging', false);
  await runAs(context, officer, at('2026-11-19', 17), makeGeneral, { documentId: ids.get(null)! });
  for (const provision of PROVISIONS) await decide(17, null, provision, true);
}
