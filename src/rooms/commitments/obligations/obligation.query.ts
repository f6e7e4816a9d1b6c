import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { LOWEST } from '#kernel/labels.ts';
import { ROLE } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { countItems, type ItemLine, itemsOfObligation, viewItems } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { refreshDue } from '../due.rules.ts';
import { type CarriedItems, readObligation } from '../party-obligations.ts';
import { hashDifference } from '../views/difference.rules.ts';
import { sidesOf } from '../views/sides.ts';
import { viewsOf } from '../views/views.store.ts';
import { type ObligationEvidence, ObligationView } from './obligation.schema.ts';
import { type ObligationState, obligationsOn } from './obligation-status.rules.ts';
import '../permissions.ts';

const SHOWN = 50;

/** One obligation of one party with its evidence: the content of the drawer. */
export const getObligation = defineQuery({
  name: 'commitments/get-obligation',
  permission: 'commitments:read',
  input: z.strictObject({ partyId: z.uuid(), obligationId: z.string().min(1).max(40) }),
  answer: ObligationView,
  party: (input) => input.partyId,
  protects: { kind: 'dossier', id: ({ partyId }) => partyId },
  async run(context, { partyId, obligationId }) {
    const { db, now } = context;
    const edition = currentEdition();
    const obligation = edition.obligation(obligationId);
    // The reads are sent together: none needs the result of another, and each round trip costs more than most statements.
    const own = { editionId: edition.id, partyId, obligationId };
    const [[party], facts, ownItems, views] = await Promise.all([
      boundParties(db, dayOf(now), { ids: [partyId] }),
      readObligation(db, edition, partyId, obligationId, now),
      itemsOfObligation(db, own, SHOWN + 1),
      viewsOf(db, edition.id, partyId, obligationId),
    ]);
    if (party === undefined) throw new AppError('platform/not-found');
    const [state] = obligationsOn(edition, now, [obligation])({ kinds: party.owes, operations: party.operations, ...facts });
    if (state === undefined) throw new AppError('platform/not-found');
    const items = await withCarried(db, ownItems, facts.carried);
    const shown = items.slice(0, SHOWN);
    shown.push(...(await missingFrom(db, shown, state)));
    const counts =
      items.length > SHOWN
        ? await countItems(db, [own, ...facts.carried])
        : { items: shown.length, declared: shown.filter(({ item }) => item.origin === 'declared').length };
    const more = counts.items > shown.length;
    const answer = state.answer === null ? undefined : facts.answers.get(obligationId);
    return {
      party: { id: party.id, name: party.name },
      obligationId,
      strength: state.commitment?.strength ?? state.obligation.strength,
      status: state.status,
      origin: state.origin,
      difference: state.difference,
      differenceId: state.difference && hashDifference(state),
      views: views.map(({ difference, ...view }) => ({ ...view, current: difference === hashDifference(state) })),
      sides: sidesOf(subjectOf(context), partyId),
      carriedOver: state.latest.some((item) => item.carriedFrom !== undefined && state.decidedBy.includes(item.itemId)),
      answer: state.answer,
      answerNote: answer?.note ?? null,
      answerLabel: answer?.label ?? null,
      evidence: shown.map((one) => toEvidence(one, state)),
      more,
      counts,
      due: refreshDue(edition, state, now),
      visibleTo: readersOf(shown, more),
    };
  },
});

/** Who may read these items. A label limits every reader, also those of the party, and one that was narrowed after a release limits everybody. */
function readersOf(shown: readonly Behind[], more: boolean): ObligationView['visibleTo'] {
  if (shown.some(({ item: { label } }) => label.level !== LOWEST.level || label.releasableTo !== null)) return ['labels'];
  const isReleased = shown.length > 0 && !more && shown.every(({ item }) => item.released);
  return ['party', ROLE.policyOffice, 'reviewers', ...(isReleased ? ['everybody' as const] : [])];
}

type Behind = { item: ItemLine; carriedFrom: string | null };

/** The evidence under this edition first, then the evidence that is carried over from earlier ones, the latest first, each item once. */
async function withCarried(db: Database, own: readonly ItemLine[], sources: readonly CarriedItems[]): Promise<Behind[]> {
  const wanted = own.length > SHOWN ? [] : sources;
  const read = await Promise.all(wanted.map((source) => itemsOfObligation(db, source, SHOWN + 1)));
  const carried = read.flatMap((items, at) => items.map((item): Behind => ({ item, carriedFrom: wanted[at]!.obligationId })));
  const behind = new Map<string, Behind>();
  for (const one of [...own.map((item): Behind => ({ item, carriedFrom: null })), ...carried])
    if (!behind.has(one.item.id)) behind.set(one.item.id, one);
  return [...behind.values()];
}

/** The items that decide or differ and are too old to be among these: without them the drawer would name one side only. */
async function missingFrom(
  db: Database,
  shown: readonly Behind[],
  { decidedBy, differing, latest, cases }: ObligationState,
): Promise<Behind[]> {
  const missing = [...new Set([...decidedBy, ...differing])].filter((id) => !shown.some(({ item }) => item.id === id));
  if (missing.length === 0) return [];
  return (await viewItems(db, missing)).map((item) => ({
    // An evidence item that counts was submitted.
    item: { ...item, submittedAt: item.submittedAt! },
    carriedFrom: [...latest, ...cases].find(({ itemId }) => itemId === item.id)?.carriedFrom ?? null,
  }));
}

function toEvidence({ item, carriedFrom }: Behind, state: ObligationState): ObligationEvidence {
  return {
    id: item.id,
    kind: item.kind,
    // An evidence item that counts is never a tombstone, so its title is never null.
    title: item.title ?? { en: '', fr: '' },
    origin: item.origin,
    says: item.says,
    date: item.date,
    asOf: item.asOf,
    source: item.source ?? { en: '', fr: '' },
    page: item.page,
    documentId: item.documentId,
    address: item.address,
    stale: state.stale.includes(item.id),
    weight: weightOf(item.id, state),
    differs: state.differing.includes(item.id),
    byPolicyOffice: item.byPolicyOffice,
    enteredBy: item.enteredBy,
    label: item.label,
    submittedAt: item.submittedAt,
    carriedFrom,
  };
}

function weightOf(id: string, { decidedBy, latest }: ObligationState): ObligationEvidence['weight'] {
  if (decidedBy.includes(id)) return 'decides';
  const item = latest.find((one) => one.itemId === id);
  if (item === undefined) return 'earlier';
  return item.says === 'informs' ? 'informs' : 'beside';
}
