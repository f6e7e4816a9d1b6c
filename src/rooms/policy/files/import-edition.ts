import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EditionContent, faultsTogether, loadEdition, loadPolicies } from './policy-files.ts';
import { DamagedPolicy, fault } from './source-file.ts';

/**
 * Checks an edition's folder, alone and together with the editions below `into`, then copies it there under its id. Throws `DamagedPolicy` with every fault,
 * with nothing copied. Never overwrites an existing edition: records made under it refer to it.
 */
export function importEdition(folder: string, into: string): EditionContent {
  const editions = loadPolicies(into);
  const { edition, faults } = loadEdition(folder);
  if (faults) throw new DamagedPolicy(faults);
  const target = join(into, edition.id);
  if (existsSync(target) || editions.some(({ id }) => id === edition.id))
    throw new DamagedPolicy([fault(join(folder, 'edition.yaml'), 1, 'folder-taken', { id: edition.id })]);
  const together = faultsTogether([...editions, edition].map((one) => ({ folder: one.folder, edition: one })));
  if (together.length > 0) throw new DamagedPolicy(together);
  cpSync(folder, target, { recursive: true, errorOnExist: true, force: false });
  return { ...edition, folder: target };
}
