import { AppError } from '#kernel/errors.ts';
import type { Role } from '#kernel/roles.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { documentOf } from './documents/document.store.ts';
import { decideContent, decideStep, ITEM_MACHINE, type ItemAct } from './evidence.rules.ts';
import type { ItemContent } from './item.schema.ts';
import { type FoundItem, findItem } from './item.store.ts';
import './errors.ts';

/** Finds the evidence item of a command and checks that this subject may take this step in its state, on the version that the subject has read. */
export async function itemForAct(
  { db, subject }: CommandContext,
  input: { itemId: string; version: number },
  act: ItemAct,
): Promise<FoundItem> {
  const item = await findItem(db, input.itemId);
  if (item === undefined) throw new AppError('platform/not-found');
  if (!actsFor(subject, item, rolesFor(act, item))) throw new AppError('platform/not-allowed');
  if (item.version !== input.version) throw new AppError('platform/stale', { current: item.version, yours: input.version });
  unwrap(decideStep(item.state, act));
  return item;
}

/**
 * Explains why an evidence item that was found did not change: another command changed it first. Rows are not locked before the write, because by then the
 * subject of the second command may have lost the right to write.
 */
export async function outrun({ db }: Pick<CommandContext, 'db'>, item: { id: string; version: number }): Promise<AppError> {
  const now = await findItem(db, item.id);
  if (now === undefined || now.version === item.version) return new AppError('platform/not-found');
  return new AppError('platform/stale', { current: now.version, yours: item.version });
}

/** Checks the content of an evidence item against its edition and returns its clauses. The document must belong to the same party. */
export async function checkContent({ db, now }: CommandContext, partyId: string, content: ItemContent): Promise<string[]> {
  const clauses = unwrap(decideContent(content, editionOf(content.editionId), now));
  if (content.documentId !== undefined && (await documentOf(db, content.documentId))?.partyId !== partyId) {
    throw new AppError('evidence/unknown-document');
  }
  return clauses;
}

/** The edition with this id. Throws `policy/unknown-edition`. */
export function editionOf(editionId: string): Edition {
  return currentCatalogue().edition(editionId);
}

/** The clauses of an evidence item, for the ledger. */
export function clausesOf(content: Pick<ItemContent, 'editionId' | 'obligationIds'>): string[] {
  const edition = editionOf(content.editionId);
  return [...new Set(content.obligationIds.map((id) => edition.obligation(id).clause))];
}

function rolesFor(act: ItemAct, item: FoundItem): readonly Role[] {
  return ITEM_MACHINE.transitions.find((step) => step.act === act && step.from === item.state)?.who ?? [];
}

// An item that the policy office entered belongs to the office; a party's item belongs to those who speak for the party. The office may also act on a
// requested purge of a party's item, so that a wrongly uploaded file need not wait for the party's second person.
function actsFor(subject: Subject, item: FoundItem, roles: readonly Role[]): boolean {
  if (subject.sole || subject.kind === 'installation') return true;
  const holdsOffice = subject.grants.some((grant) => grant.role === 'policy-office');
  if (item.byOffice) return holdsOffice;
  if (item.state === 'purge-asked' && holdsOffice) return true;
  // No role can take this step in this state: the caller then reports the state and not a missing permission.
  return roles.length === 0 || subject.grants.some((grant) => grant.party === item.partyId && roles.includes(grant.role));
}
