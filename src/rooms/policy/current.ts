import { fileURLToPath } from 'node:url';
import { type Catalogue, type Edition, makeCatalogue } from './catalogue.ts';
import { loadPolicies } from './files/policy-files.ts';

/** The folder of the policies that ship with the product. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

let catalogue: Catalogue | undefined;

/**
 * The catalogue of this process, read once from `POLICIES_FOLDER`; `services.catalogue` is the same one. Throws `DamagedPolicy` with every fault. The server
 * calls it at start, so that a damaged policy prevents the start and does not break a later request.
 */
export function currentCatalogue(): Catalogue {
  catalogue ??= makeCatalogue(loadPolicies(POLICIES_FOLDER));
  return catalogue;
}

/** The edition this installation works on. */
export function currentEdition(): Edition {
  return currentCatalogue().current;
}
