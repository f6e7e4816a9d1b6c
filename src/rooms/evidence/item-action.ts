import { AppError } from '#kernel/errors.ts';
import { type OfferedAction, offeredActions, type Transition } from '#kernel/machine.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { holdsAt, holdsRole, type Subject } from '#platform/identity/subject.ts';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { documentOf } from './documents/document.store.ts';
import { decideAction, decideContent, handFor, ITEM_MACHINE, type ItemAction, type ItemState } from './evidence.rules.ts';
import type { ItemContent } from './item.schema.ts';
import { type FoundItem, findItem } from './item.store.ts';
import type { ItemView } from './views/item-view.schema.ts';
import './errors.ts';

/** An evidence item with the state that an action leads to. */
export type ItemToMove = FoundItem & { readonly to: ItemState };

/**
 * Finds the evidence item of a command and checks that this subject may take this action in its state, on the version that the subject has read. `to` is the
 * state that the action leads to.
 */
export async function itemForAction(
  { db, subject }: CommandContext,
  input: { itemId: string; version: number },
  action: ItemAction,
): Promise<ItemToMove> {
  const item = await findItem(db, input.itemId);
  if (item === undefined) throw new AppError('platform/not-found');
  const step = decideAction(item.state, action);
  // Where the state does not allow the action, the caller reports the state and not a missing permission.
  if (step.accepted && !mayTake(subject, item, step.value)) {
    if (handFor(item.origin, action) === 'side') throw new AppError('platform/not-allowed');
    throw new AppError('evidence/changes-at-its-source', { origin: item.origin, clauses: clausesOf(item.content).join(', ') });
  }
  if (item.version !== input.version) throw new AppError('platform/stale', { current: item.version, yours: input.version });
  return { ...item, to: unwrap(step).to };
}

/** The actions that this subject may take now on an evidence item that it sees. */
export function actionsOn(subject: Subject, item: ItemView): OfferedAction<ItemAction>[] {
  return offeredActions<ItemState, ItemAction>(ITEM_MACHINE, item.state, (permission, action) => {
    // The database decides who ends a request, by the clearance of the role that decides (`evidence.may_decide_purge`).
    if (DECIDING.includes(action)) return item.mayDecidePurge;
    const isOwn = action !== 'withdraw-purge-request' || item.purgeRequestedByMe === true;
    return isOwn && mayTake(subject, { partyId: item.partyId, byOffice: item.byPolicyOffice, origin: item.origin }, { permission, action });
  });
}

/**
 * Explains why an evidence item that was found did not change: another command changed it first. Rows are not locked before the write, because by then the
 * subject of the second command may have lost the right to write.
 */
export async function explainConflict({ db }: Pick<CommandContext, 'db'>, item: { id: string; version: number }): Promise<AppError> {
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

/** What a second person decides about a requested purge. */
const DECIDING: readonly ItemAction[] = ['approve-purge', 'refuse-purge'];

// An item that the policy office entered belongs to the office; a party's item belongs to those who speak for the party. The office may also decide on a requested
// purge of a party's item, so that a wrongly uploaded file need not wait for the party's second person. Only what was declared changes by its side's hand.
function mayTake(
  subject: Subject,
  item: Pick<FoundItem, 'partyId' | 'byOffice' | 'origin'>,
  { permission, action }: Pick<Transition<ItemState, ItemAction>, 'permission' | 'action'>,
): boolean {
  const hand = handFor(item.origin, action);
  if (hand === null) return false;
  if (subject.sole || subject.kind === 'installation') return true;
  const isPolicyOffice = holdsRole(subject, 'office');
  if (hand === 'office' || item.byOffice) return isPolicyOffice;
  return (DECIDING.includes(action) && isPolicyOffice) || holdsAt(subject, permission, item.partyId);
}
