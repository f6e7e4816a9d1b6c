import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type Catalogue, type Edition, makeCatalogue } from './catalogue.ts';
import { inForceOn } from './editions/edition.rules.ts';
import { datedEditions, loadImportedEditions } from './editions/imported-editions.ts';
import { type EditionContent, loadPolicies } from './files/policy-files.ts';
import { readOnce } from './files/read-once.ts';
import { knownDecisions, loadDecisions } from './parameters/decisions.ts';
import type { Parameter } from './policy.schema.ts';

/** The folder of the policies that ship with the product. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

let content: readonly EditionContent[] | undefined;
let shipped: Catalogue | undefined;
let clock: Clock = systemClock;

/** The policies of this process as they are in their files, read and checked: what a process hands to one that it starts. Throws `DamagedPolicy`. */
export function currentPolicies(): readonly EditionContent[] {
  content ??= readOnce('policies', POLICIES_FOLDER, () => loadPolicies(POLICIES_FOLDER));
  return content;
}

/** Works on policies that another process has read and checked. Called once, at start. */
export function setPolicies(read: readonly EditionContent[]): void {
  content = read;
}

/** Decides on which day an edition begins by another clock. For tests. */
export function setPolicyClock(next: Clock): void {
  clock = next;
}

/** The editions in the files. Read once, from `POLICIES_FOLDER`. Throws `DamagedPolicy` with every fault. */
function shippedCatalogue(): Catalogue {
  shipped ??= makeCatalogue(currentPolicies());
  return shipped;
}

/** The edition that the program ships and works on until the policy office puts another one in force. Courses and facts belong to it. */
export function shippedEdition(): Edition {
  return shippedCatalogue().current;
}

/** Those of the files, and those of the database whose day has begun. `current` changes with the day, in every process, without a restart. */
const catalogue: Catalogue = {
  get current() {
    return inForceOn(datedEditions(), dayOf(clock()))?.edition ?? shippedEdition();
  },
  get editions() {
    const today = dayOf(clock());
    return [...shippedCatalogue().editions, ...datedEditions().flatMap((one) => (one.fromDay <= today ? [one.edition] : []))];
  },
  edition(id) {
    const found = catalogue.editions.find((one) => one.id === id);
    if (found === undefined) throw new AppError('policy/unknown-edition', { id });
    return found;
  },
};

/**
 * The catalogue of this process; `services.catalogue` is the same one. Throws `DamagedPolicy` with every fault. The server calls it at start, so that a damaged
 * policy prevents the start and does not break a later request.
 */
export function currentCatalogue(): Catalogue {
  shippedCatalogue();
  return catalogue;
}

/** The edition this installation works on today. */
export function currentEdition(): Edition {
  return currentCatalogue().current;
}

/**
 * Reads what the policy office decided: values of parameters, and editions with their first day. Each process does so at its start and every few seconds. Returns
 * whether this process knew other decisions before.
 */
export async function loadPolicyDecisions(client: Parameters<typeof loadImportedEditions>[0]): Promise<boolean> {
  const known = decisionsKnown();
  await loadImportedEditions(client, shippedCatalogue);
  await loadDecisions(client);
  return known !== decisionsKnown();
}

function decisionsKnown(): string {
  return JSON.stringify([datedEditions().map(({ importId, fromDay }) => [importId, fromDay]), knownDecisions()]);
}

/**
 * A parameter in force on a day; the shipped one where the edition in force was imported before the program read it. For clocks and deletion, which must not stop
 * over it.
 */
export function parameterInForce(id: string, on: Date): Parameter {
  const edition = currentEdition();
  return (edition.parameters.some((one) => one.id === id) ? edition : shippedEdition()).parameter(id, on);
}
