import { fileURLToPath } from 'node:url';
import { type Catalogue, type Edition, makeCatalogue } from './catalogue.ts';
import { type EditionContent, loadPolicies } from './files/policy-files.ts';

/** The folder of the policies that ship with the product. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

let content: readonly EditionContent[] | undefined;
let catalogue: Catalogue | undefined;

/** The policies of this process as they are in their files, read and checked once: what a process hands to one that it starts. Throws `DamagedPolicy`. */
export function currentPolicies(): readonly EditionContent[] {
  content ??= loadPolicies(POLICIES_FOLDER);
  return content;
}

/** Works on policies that another process has read and checked. Called once, at start. */
export function setPolicies(read: readonly EditionContent[]): void {
  content = read;
}

/**
 * The catalogue of this process, read once from `POLICIES_FOLDER`; `services.catalogue` is the same one. Throws `DamagedPolicy` with every fault. The server
 * calls it at start, so that a damaged policy prevents the start and does not break a later request.
 */
export function currentCatalogue(): Catalogue {
  catalogue ??= makeCatalogue(currentPolicies());
  return catalogue;
}

/** The edition this installation works on. */
export function currentEdition(): Edition {
  return currentCatalogue().current;
}
