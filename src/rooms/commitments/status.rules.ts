import { lastDayOf, type PartialDate, plusMonths } from '#kernel/dates.ts';
import type { Origin, Says, Status } from '#kernel/status.ts';

/** The three answers of a contributor to an expectation (clause 6). Never a sanction. */
export const ANSWERS = ['comply', 'equivalent', 'explain'] as const;
export type AnswerChoice = (typeof ANSWERS)[number];

/** The newest evidence item of one kind and origin that counts. Callers never pass drafts, or corrected, withdrawn or purged items. */
export type LatestItem = {
  readonly itemId: string;
  readonly kind: string;
  readonly says: Says;
  readonly origin: Origin;
  /** The day from which the item counts (evidence.rules.ts), or a partial date, which counts as its last day. */
  readonly countsOn: PartialDate;
  /** It is about the obligation as a whole, as a rating is, and counts for every kind. */
  readonly ofObligation?: boolean;
  /** It is one occurrence, such as a case: a nil return for its period contradicts it. */
  readonly occurrence?: boolean;
  /** The obligation of an earlier edition under which it was recorded, where it is carried over. */
  readonly carriedFrom?: string;
  /** How many editions back it was recorded; none or zero: in the present one. */
  readonly editionsBack?: number;
};

/** What decides: kinds, whether one of them is enough, and the origins from the one that takes precedence. */
type EvidenceRule = { readonly kinds: readonly string[]; readonly needs: 'any' | 'all'; readonly order: readonly Origin[] };

/** Everything that determines a status. */
export type StatusQuestion = {
  readonly owed: boolean;
  readonly evidence: EvidenceRule;
  /** At most one item per kind and origin. An item that the edition does not let decide says `informs`. */
  readonly latest: readonly LatestItem[];
  /** Cases in the period of a nil return. They decide nothing: a later case of their kind is among the newest, and does not hide what they contradict. */
  readonly cases?: readonly LatestItem[];
  /** Months after which an item is too old for this obligation; null: it does not age (a deposit, an order). */
  readonly freshMonths: (item: LatestItem) => number | null;
  /** A contributor's answer and its day. It ages as the obligation's evidence does. */
  readonly answer: { readonly choice: AnswerChoice; readonly countsOn: PartialDate; readonly freshMonths: number | null } | null;
  /** A round, a return or an interval of the edition asks the party for it; null: the reader does not know of every request. */
  readonly asked: boolean | null;
  /** The day of the question (UTC). */
  readonly today: string;
};

export type DerivedStatus = {
  readonly status: Status;
  /** The lowest origin among the items that decided; null where there is none. */
  readonly origin: Origin | null;
  /** Ids of the items that decided, in order of their kinds. */
  readonly decidedBy: readonly string[];
  /** Ids of deciding items that are too old. They keep their place. */
  readonly stale: readonly string[];
  /** Ids of fresh items of different origins that are on different sides: *met*, or anything less. What decides is unchanged. */
  readonly differing: readonly string[];
};

const NOTHING = { origin: null, decidedBy: [], stale: [], differing: [] } as const;

/**
 * Derives how a party keeps an obligation (docs/decisions/054). The highest origin decides; a lower one never changes what it says. Where one kind is enough,
 * the highest origin present decides alone; where all are needed, each kind is decided by its own highest origin. Absence is never *not met*. A signed nil
 * return, then *zero received*, show where nothing decides. Silence is *not asked* only where the reader knows that nobody asked. Time turns *met* into *met,
 * evidence overdue* and nothing else.
 */
export function deriveStatus(question: StatusQuestion): DerivedStatus {
  if (!question.owed) return { ...NOTHING, status: 'not-applicable' };
  const { latest, evidence, today } = question;
  const items = latest.filter((item) => item.says !== 'informs' && item.says !== 'zero' && item.says !== 'nil').sort(inOrder);
  if (items.length === 0) return withoutDeciding(question);
  const isFresh = (item: LatestItem) => !isStale(item.countsOn, question.freshMonths(item), today);
  const deciding = choose(items, evidence);
  return {
    status: combine(deciding, evidence, isFresh),
    origin: lowest(deciding, evidence),
    decidedBy: deciding.map((item) => item.itemId),
    stale: deciding.filter((item) => !isFresh(item)).map((item) => item.itemId),
    differing: differingOf(items, isFresh, question),
  };
}

function differingOf(items: readonly LatestItem[], isFresh: (item: LatestItem) => boolean, question: StatusQuestion): string[] {
  const oneSide = items.every((item) => (item.says === 'met') === (items[0]!.says === 'met'));
  const found = [...(oneSide ? [] : findDiffering(items.filter(isFresh), question.evidence)), ...contradictNil(question)];
  return found.length === 0 ? found : [...new Set(found)].sort();
}

/** Signed nil returns and the cases that were measured in their period: the interval that ends on the day of the nil return. */
function contradictNil({ latest, cases = [], freshMonths, today }: StatusQuestion): string[] {
  const nils = latest.filter((item) => item.says === 'nil' && !isStale(item.countsOn, freshMonths(item), today));
  if (nils.length === 0) return [];
  return [...latest, ...cases].flatMap(({ itemId, occurrence, origin, says, countsOn }) => {
    if (!occurrence || origin !== 'measured' || says === 'nil' || says === 'zero') return [];
    const day = lastDayOf(countsOn);
    const covering = nils.filter((nil) => {
      const ends = lastDayOf(nil.countsOn);
      return day <= ends && plusMonths(day, freshMonths(nil) ?? 0) >= ends;
    });
    return covering.length === 0 ? [] : [itemId, ...covering.map((nil) => nil.itemId)];
  });
}

/** The items that decide, in order of their kinds. */
function choose(items: readonly LatestItem[], rule: EvidenceRule): LatestItem[] {
  const ranked = rank(items, rule);
  if (rule.needs === 'any') {
    const highest = presentOf(ranked.find((ofOrigin) => ofOrigin.length > 0) ?? []);
    return [...new Set(kindsOf(highest, rule).flatMap((kind) => newestOf(highest, kind) ?? []))].sort(inOrder);
  }
  const chosen = rule.kinds.flatMap((kind) => {
    const highest = ranked.find((ofOrigin) => ofOrigin.some((item) => speaksFor(item, kind))) ?? [];
    return newestOf(presentOf(highest.filter((item) => speaksFor(item, kind))), kind) ?? [];
  });
  return [...new Set(chosen)].sort(inOrder);
}

/** Items of the present edition go before carried ones of the same origin, and those of a later edition before those of an earlier one. */
function presentOf(ofOrigin: readonly LatestItem[]): readonly LatestItem[] {
  const nearest = Math.min(...ofOrigin.map(({ editionsBack = 0 }) => editionsBack));
  return ofOrigin.filter(({ editionsBack = 0 }) => editionsBack === nearest);
}

/**
 * The items by origin, from the one that takes precedence. A rating goes before what was measured up to its cut-off day. What was measured later goes before
 * the rating once it covers the kinds needed, whatever it says.
 */
function rank(items: readonly LatestItem[], rule: EvidenceRule): LatestItem[][] {
  const rating = items.find((item) => item.origin === 'rated');
  const overtaking = rating ? overtakingOf(rating, items, rule) : [];
  const ofOrigin = (origin: Origin) =>
    origin === 'measured' && overtaking.length > 0 ? overtaking : items.filter((item) => item.origin === origin);
  const order =
    rating && overtaking.length === 0
      ? rule.order
          .filter((origin) => origin !== 'rated')
          .flatMap((origin): Origin[] => (origin === 'measured' ? ['rated', origin] : [origin]))
      : rule.order;
  return order.map(ofOrigin);
}

/** What was measured after the cut-off day of a rating, if it covers the kinds needed; nothing otherwise. */
function overtakingOf(rating: LatestItem, items: readonly LatestItem[], { kinds, needs }: EvidenceRule): LatestItem[] {
  const later = items.filter((item) => item.origin === 'measured' && lastDayOf(item.countsOn) > lastDayOf(rating.countsOn));
  const covered = (kind: string) => later.some((item) => speaksFor(item, kind));
  return later.length > 0 && (needs === 'any' || kinds.every(covered)) ? later : [];
}

function speaksFor(item: LatestItem, kind: string): boolean {
  return item.ofObligation === true || item.kind === kind;
}

function kindsOf(items: readonly LatestItem[], { kinds }: EvidenceRule): readonly string[] {
  return kinds.filter((kind) => items.some((item) => speaksFor(item, kind)));
}

function newestOf(items: readonly LatestItem[], kind: string): LatestItem | undefined {
  return items.filter((item) => speaksFor(item, kind)).reduce<LatestItem | undefined>((a, b) => (a && isNewer(a, b) ? a : b), undefined);
}

function isNewer(a: LatestItem, b: LatestItem): boolean {
  const [one, other] = [lastDayOf(a.countsOn), lastDayOf(b.countsOn)];
  // Ids are ordered by the time of entry (UUID v7).
  return one === other ? a.itemId > b.itemId : one > other;
}

/** All *met*: met. Some *met*, or any *partly met*: partly met. Otherwise what the newest says. A kind that is needed and missing makes *met* partly met. */
function combine(deciding: readonly LatestItem[], { kinds, needs }: EvidenceRule, isFresh: (item: LatestItem) => boolean): Status {
  const says = (word: Says) => deciding.some((item) => item.says === word);
  if (!says('met') && !says('partly-met')) return deciding.reduce((a, b) => (isNewer(a, b) ? a : b)).says as Status;
  if (deciding.some((item) => item.says !== 'met')) return 'partly-met';
  if (needs === 'any') return deciding.some(isFresh) ? 'met' : 'met-stale';
  const covered = (some: readonly LatestItem[]) => kinds.every((kind) => some.some((item) => speaksFor(item, kind)));
  if (!covered(deciding)) return 'partly-met';
  return covered(deciding.filter(isFresh)) ? 'met' : 'met-stale';
}

function lowest(deciding: readonly LatestItem[], { order }: EvidenceRule): Origin {
  return deciding.reduce<Origin>((low, { origin }) => (order.indexOf(origin) > order.indexOf(low) ? origin : low), deciding[0]!.origin);
}

/**
 * Fresh items of different origins that are on different sides. Where all kinds are needed, only items about the same kind are compared: training that is
 * missing does not contradict a campaign that ran. What was measured or declared after the cut-off day of a rating does not differ from the rating.
 */
function findDiffering(fresh: readonly LatestItem[], { needs }: EvidenceRule): string[] {
  return fresh.flatMap((a, at) =>
    fresh.slice(at + 1).flatMap((b) => {
      if (a.origin === b.origin || (a.says === 'met') === (b.says === 'met')) return [];
      if (needs === 'all' && !speaksFor(a, b.kind) && !speaksFor(b, a.kind)) return [];
      const [rating, other] = a.origin === 'rated' ? [a, b] : [b, a];
      const later = rating.origin === 'rated' && other.origin !== 'public-source' && lastDayOf(other.countsOn) > lastDayOf(rating.countsOn);
      return later ? [] : [a.itemId, b.itemId];
    }),
  );
}

/**
 * Without deciding evidence a contributor's answer decides: *equivalent* is declared met, *explain* is declared not started, and *comply* waits for evidence
 * (docs/decisions/007). Then a signed nil return shows until it lapses, then *zero received*.
 */
function withoutDeciding(question: StatusQuestion): DerivedStatus {
  const { answer, latest, freshMonths, asked, today } = question;
  if (answer !== null && answer.choice !== 'comply') {
    const met = isStale(answer.countsOn, answer.freshMonths, today) ? ('met-stale' as const) : ('met' as const);
    return { ...NOTHING, status: answer.choice === 'explain' ? 'not-started' : met, origin: 'declared' };
  }
  for (const [says, status] of [
    ['nil', 'nothing-to-report'],
    ['zero', 'zero-received'],
  ] as const) {
    const found = latest.filter((item) => item.says === says && !isStale(item.countsOn, freshMonths(item), today)).sort(inOrder);
    if (found.length > 0)
      return {
        ...NOTHING,
        status,
        origin: found[0]!.origin,
        decidedBy: found.map((item) => item.itemId),
        differing: [...new Set(contradictNil(question))].sort(),
      };
  }
  return { ...NOTHING, status: asked === false ? 'not-asked' : 'not-reported' };
}

function inOrder(a: LatestItem, b: LatestItem): number {
  return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.itemId < b.itemId ? -1 : 1;
}

/** Whether evidence that counts from this day is too old: more than the given months have passed since the end of the day. */
export function isStale(countsOn: PartialDate, months: number | null, today: string): boolean {
  return months !== null && plusMonths(lastDayOf(countsOn), months) < today;
}
