/** What is known of a contract for its risk. Null: not known. */
export type RiskFacts = {
  labour: 'low-skilled' | 'skilled' | 'professional' | 'mixed' | 'none' | null;
  recruitsMigrants: boolean | null;
  housesWorkers: boolean | null;
  abroad: boolean | null;
  /** The deepest tier that is recorded, and whether a recruitment agent is. What is not recorded may exist all the same. */
  tiers: number;
  agents: number;
};
type Rule = { id: string; points: number; holds: (facts: RiskFacts) => boolean | null };

/**
 * The house rules of the risk rating: points for what makes exploitation likelier. They come from no law and no policy: a party may rate otherwise. Firms that
 * are not recorded may exist, so few tiers are unknown and not a no.
 */
export const RISK_RULES = [
  { id: 'migrants', points: 2, holds: ({ recruitsMigrants }) => recruitsMigrants },
  { id: 'housing', points: 1, holds: ({ housesWorkers }) => housesWorkers },
  { id: 'labour', points: 1, holds: ({ labour }) => labour && (labour === 'low-skilled' || labour === 'mixed') },
  { id: 'abroad', points: 1, holds: ({ abroad }) => abroad },
  { id: 'tiers', points: 1, holds: ({ tiers }) => tiers >= 2 || null },
  { id: 'agents', points: 1, holds: ({ agents }) => agents > 0 || null },
] as const satisfies readonly Rule[];
export type RiskRule = (typeof RISK_RULES)[number]['id'];

/** From how many points a rating begins. */
export const RISK_LEVELS = { medium: 2, high: 4 } as const;
export type Risk = 'low' | 'medium' | 'high';

export type Rating = {
  /** By what is known. */
  level: Risk;
  points: number;
  /** The highest it can become once the rest is known. */
  atMost: Risk;
  rules: { id: RiskRule; points: number; holds: boolean | null }[];
};

const levelOf = (points: number): Risk => (points >= RISK_LEVELS.high ? 'high' : points >= RISK_LEVELS.medium ? 'medium' : 'low');

/** Rates a contract by the house rules: each rule with its points, and whether it holds (null: not known). Pure. */
export function rateRisk(facts: RiskFacts): Rating {
  const rules = RISK_RULES.map(({ id, points, holds }) => ({ id, points, holds: holds(facts) }));
  const sum = (counts: (holds: boolean | null) => boolean) => rules.reduce((all, one) => all + (counts(one.holds) ? one.points : 0), 0);
  const points = sum((holds) => holds === true);
  return { level: levelOf(points), points, atMost: levelOf(sum((holds) => holds !== false)), rules };
}
