import { ROLE } from '#kernel/roles.ts';
import type { Figure } from './figures.ts';
import { measureHttp, type Reader } from './http.bench.ts';
import type { Installation } from './installation.ts';
import { measureCrowdLists, measureHistoryLists } from './lists/lists.bench.ts';
import { seedCrowd, seedHistory, seedRegister } from './load/seed.ts';
import { matrixFigures, timeMatrix } from './matrix.bench.ts';

const FEW = 10_000;
const MANY = 1_000_000;

/** Everything that must not grow with history: matrix, lists, mixed requests, on one installation filled twice. */
export async function measureHistory(installation: Installation): Promise<Figure[]> {
  const { parties } = await seedRegister(installation);
  const office = await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  const speakers: Reader[] = [];
  for (const partyId of parties.slice(0, 15))
    speakers.push({ token: await installation.givenSession([{ role: ROLE.focalPoint, partyId }]), partyId, items: [] });
  const { token: focal, partyId } = speakers[0]!;

  await seedHistory(installation, 0, FEW);
  const few = await timeMatrix(installation, { office, focal });
  await seedHistory(installation, FEW, MANY);
  const many = await timeMatrix(installation, { office, focal });
  const figures = matrixFigures(few, many, installation.platform.services.catalogue.current.obligations.length);
  figures.push(
    ...(await measureHistoryLists(installation, partyId, {
      office,
      focal,
      auditor: await installation.givenSession([{ role: ROLE.auditor, partyId: null }]),
    })),
  );

  const readers: Reader[] = [];
  for (const speaker of [...speakers, { token: office, partyId: parties[20]!, items: [] }]) {
    const { rows } = await installation.deployer.query<{ id: string }>(
      `select id from evidence.item where party_id = $1 and state = 'submitted' order by sha256(uuid_send(id)) limit 500`,
      [speaker.partyId],
    );
    readers.push({ ...speaker, items: rows.map((row) => row.id) });
  }
  figures.push(...(await measureHttp(installation, readers)));

  await seedCrowd(installation, MANY);
  figures.push(...(await measureCrowdLists(installation, office)));
  return figures;
}
