import type { Raw } from '../checks/form.rules.ts';
import { identityOf, keyOf } from '../checks/identity.rules.ts';
import { aFormat, anIri, aUuid, parseAgent, parseCount, parseFlag, parseMoment, readParameters } from '../request.rules.ts';

/** One branch of a condition: a column of the statement, or a mention. */
export type KeyMatch = { column: 'agent_key' | 'activity_key' | 'around_key' | 'other_around_key'; key: string } | { mention: string };

/** The conditions of a query. A condition with several branches is met by any of them. */
export type Wanted = {
  source: string;
  agent?: readonly KeyMatch[];
  activity?: readonly KeyMatch[];
  verb?: string;
  registration?: string;
  since?: string;
  until?: string;
  ascending: boolean;
  /** The statement the page starts after. */
  after?: string;
  rows: number;
};

/** Page size: the maximum and the default. */
export const PAGE = 100;

const FILTERS = {
  agent: parseAgent,
  verb: anIri,
  activity: anIri,
  registration: aUuid,
  related_activities: parseFlag,
  related_agents: parseFlag,
  since: parseMoment,
  until: parseMoment,
  limit: parseCount,
  format: aFormat,
  attachments: parseFlag,
  ascending: parseFlag,
  // Our own parameter, in the links to further pages.
  after: aUuid,
};

/** Parses a query for statements. */
export function filterOf(
  parameters: ReadonlyMap<string, string>,
  source: string,
  authority: Raw,
): { wanted: Omit<Wanted, 'source'>; attachments: boolean; format: string } {
  const given = readParameters(parameters, FILTERS, []);
  const limit = given.limit || PAGE;
  const wanted: Omit<Wanted, 'source'> = { ascending: given.ascending ?? false, rows: Math.min(limit, PAGE) };
  if (given.verb !== undefined) wanted.verb = keyOf(source, 'verb', given.verb);
  if (given.registration !== undefined) wanted.registration = given.registration;
  for (const name of ['since', 'until', 'after'] as const) if (given[name] !== undefined) wanted[name] = given[name];
  const { agent, activity, related_agents: relatedAgents = false, related_activities: relatedActivities = false } = given;
  // Every statement of a source names its authority.
  if (agent !== undefined && !(relatedAgents && agent.identity === identityOf(authority)))
    wanted.agent = matchesOf('agent_key', agent.identity, source, relatedAgents);
  if (activity !== undefined) wanted.activity = matchesOf('activity_key', activity, source, relatedActivities);
  return { wanted, attachments: given.attachments ?? false, format: given.format ?? 'exact' };
}

function matchesOf(column: 'agent_key' | 'activity_key', value: string, source: string, related: boolean): KeyMatch[] {
  const key = (kind: Parameters<typeof keyOf>[1]) => keyOf(source, kind, value);
  if (column === 'activity_key') return [{ column, key: key('activity') }, ...(related ? around(key('context')) : [])];
  return [{ column, key: key('agent') }, { mention: key('also') }, ...(related ? [{ mention: key('related') }] : [])];
}

const around = (key: string): KeyMatch[] => [{ column: 'around_key', key }, { column: 'other_around_key', key }, { mention: key }];

/** The link to the next page: the same query, after the last statement of this one. */
export function morePage(parameters: ReadonlyMap<string, string>, last: string): string {
  return `/xapi/statements?${new URLSearchParams([...[...parameters].filter(([name]) => name !== 'after'), ['after', last]])}`;
}
