/**
 * Where a status comes from, written a second time from the text of the issue "True", section 1, and decision 007. Nothing here comes from src/.
 * `test/database/oracle/check-matrix.ts` compares every cell of the exercise's matrix with it.
 */

export type Origin = 'measured' | 'rated' | 'public-source' | 'declared';

/** What the edition says of an obligation, as in its file. */
export type Obligation = {
  id: string;
  owners: readonly string[];
  strength: string;
  freshness: string | null;
  evidence: {
    kinds: readonly string[];
    needs: 'any' | 'all';
    order?: readonly Origin[];
    limits?: readonly { kind: string; from?: readonly Origin[]; says?: readonly string[] }[];
    nil?: boolean;
  };
};
export type Kind = { id: string; freshness: string | null; decides: boolean; ofObligation?: boolean };
export type Edition = { obligations: readonly Obligation[]; kinds: readonly Kind[]; months: (parameter: string) => number };

/** A submitted item about one obligation of one party. `day`: the day from which it counts. `entry`: when it was submitted. */
export type Item = { id: string; kind: string; origin: Origin; says: string; day: string; entry: string };
/** A contributor's answer to an expectation. */
export type Answer = { choice: 'comply' | 'equivalent' | 'explain'; day: string };
export type Cell = { status: string; origin: Origin | null };

// "Order: measured, rated, public source, declared; the edition may reorder per obligation."
const ORDER: readonly Origin[] = ['measured', 'rated', 'public-source', 'declared'];

/** The cell of one obligation for one party that owes it, on a day. */
export function cellFor(
  edition: Edition,
  obligation: Obligation,
  items: readonly Item[],
  answer: Answer | null,
  today: string,
  /** "Voluntary reporting is never late" (section 4). */
  voluntary: boolean,
): Cell {
  const order = obligation.evidence.order ?? ORDER;
  const kindOf = (id: string): Kind => edition.kinds.find((kind) => kind.id === id)!;
  // A rating, and an answer of a self-assessment, speak for the whole obligation.
  const ofAll = (item: Item): boolean => kindOf(item.kind).ofObligation === true;
  const isAbout = (item: Item, kind: string): boolean => item.kind === kind || ofAll(item);
  const deciding = newestOfEach(items.filter((item) => decides(obligation, kindOf(item.kind), item)));
  if (deciding.length === 0) return withoutEvidence(edition, obligation, items, answer, today, voluntary);

  const rating = deciding.find((item) => item.origin === 'rated');
  const later = deciding.filter((item) => item.origin === 'measured' && rating !== undefined && item.day > rating.day);
  const covered =
    obligation.evidence.needs === 'any'
      ? later.length > 0
      : obligation.evidence.kinds.every((kind) => later.some((item) => isAbout(item, kind)));
  // "A rating goes before measured items counting up to that day; later measured items go before it once they cover the kinds needed."
  const ranks: Item[][] = order.flatMap((origin): Item[][] => {
    const own = deciding.filter((item) => item.origin === origin);
    if (rating === undefined) return [own];
    if (origin === 'measured') return covered ? [later] : [[rating], own];
    if (origin === 'rated') return covered ? [[rating]] : [];
    return [own];
  });

  // "Where one kind is enough the highest origin present decides alone"; where all are needed "each is taken by its highest origin".
  const alone = ranks.find((rank) => rank.length > 0) ?? [];
  const used = unique(
    obligation.evidence.kinds.flatMap((kind) => {
      const rank = obligation.evidence.needs === 'any' ? alone : (ranks.find((some) => some.some((item) => isAbout(item, kind))) ?? []);
      return newest(rank.filter((item) => isAbout(item, kind))) ?? [];
    }),
  );
  const monthsOf = (item: Item): number | null => {
    if (voluntary) return null;
    const parameter = ofAll(item) ? kindOf(item.kind).freshness : (obligation.freshness ?? kindOf(item.kind).freshness);
    return parameter === null ? null : edition.months(parameter);
  };
  const fresh = used.filter((item) => !isTooOld(item.day, monthsOf(item), today));
  const has = (some: readonly Item[]) => obligation.evidence.kinds.every((kind) => some.some((item) => isAbout(item, kind)));
  const origin = order.toReversed().find((one) => used.some((item) => item.origin === one))!;
  return { status: combined(), origin };

  // "All met, met; some met or any partly met, partly met; else the newest. A missing kind makes met partly met. Met becomes evidence overdue."
  function combined(): string {
    if (used.every((item) => item.says === 'met')) {
      if (obligation.evidence.needs === 'any') return fresh.length > 0 ? 'met' : 'met-stale';
      if (!has(used)) return 'partly-met';
      return has(fresh) ? 'met' : 'met-stale';
    }
    if (used.some((item) => item.says === 'met' || item.says === 'partly-met')) return 'partly-met';
    return newest(used)!.says;
  }
}

/** "Any other kind informs", and so does an item of an origin or with a word that the edition does not admit. Nil and zero decide nothing. */
function decides({ evidence }: Obligation, kind: Kind, item: Item): boolean {
  if (['nil', 'zero', 'informs'].includes(item.says)) return false;
  if (kind.ofObligation) return true;
  const limit = evidence.limits?.find((one) => one.kind === item.kind);
  return (
    kind.decides &&
    evidence.kinds.includes(item.kind) &&
    (limit?.from === undefined || limit.from.includes(item.origin)) &&
    (limit?.says === undefined || limit.says.includes(item.says))
  );
}

/** "Bare comply decides nothing, equivalent is declared met, explain not started." Then nil before zero, and zero before not reported. */
function withoutEvidence(
  edition: Edition,
  obligation: Obligation,
  items: readonly Item[],
  answer: Answer | null,
  today: string,
  voluntary: boolean,
): Cell {
  if (answer?.choice === 'explain') return { status: 'not-started', origin: 'declared' };
  if (answer?.choice === 'equivalent') {
    const months = voluntary || obligation.freshness === null ? null : edition.months(obligation.freshness);
    return { status: isTooOld(answer.day, months, today) ? 'met-stale' : 'met', origin: 'declared' };
  }
  // A nil return of a kind that the obligation lists, or of the kind that is nothing but a nil return.
  const nils = items.filter(
    ({ says, kind, day }) =>
      says === 'nil' &&
      obligation.evidence.nil === true &&
      (obligation.evidence.kinds.includes(kind) || !edition.kinds.find(({ id }) => id === kind)!.decides) &&
      !isTooOld(day, edition.months('nil-return-interval'), today),
  );
  if (nils.length > 0) return { status: 'nothing-to-report', origin: newest(nils)!.origin };
  const zeros = items.filter(({ says, kind, day }) => {
    const parameter = obligation.freshness ?? edition.kinds.find(({ id }) => id === kind)!.freshness;
    return says === 'zero' && !isTooOld(day, parameter === null ? null : edition.months(parameter), today);
  });
  if (zeros.length > 0) return { status: 'zero-received', origin: newest(zeros)!.origin };
  return { status: 'not-reported', origin: null };
}

/** "The newest per kind and origin by counting day, entry, id." */
function newestOfEach(items: readonly Item[]): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(`${item.kind} ${item.origin}`, [...(groups.get(`${item.kind} ${item.origin}`) ?? []), item]);
  return [...groups.values()].map((some) => newest(some)!);
}

function newest(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => (key(a) < key(b) ? 1 : -1))[0];
}

function key({ day, entry, id }: Item): string {
  return `${day} ${entry} ${id}`;
}

function isTooOld(day: string, months: number | null, today: string): boolean {
  if (months === null) return false;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return end.toISOString().slice(0, 10) < today;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
