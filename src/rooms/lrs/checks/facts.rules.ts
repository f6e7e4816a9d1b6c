import { isGroup } from './actor-check.rules.ts';
import type { Raw } from './form.rules.ts';
import { identityOf, type KeyKind, keyOf } from './identity.rules.ts';
import { isVoiding } from './statement-check.rules.ts';

/** What a statement can be found by, besides its id and when it was stored. */
export type Facts = {
  agentKey: string | null;
  verbKey: string;
  activityKey: string | null;
  registration: string | null;
  ref: string | null;
  voiding: boolean;
  completes: boolean;
  /** Keys of the first two context activities: most statements name only the course they belong to and the group. */
  aroundKey: string | null;
  otherAroundKey: string | null;
  /** Keys of all other agents and activities it names. */
  mentions: readonly string[];
};

/** Verbs that mean a course or a module was completed. */
export const COMPLETING = ['http://adlnet.gov/expapi/verbs/completed', 'http://adlnet.gov/expapi/verbs/passed'];

/** Extracts them from a checked statement. */
export function factsOf(statement: Raw, source: string): Facts {
  const mentions = new Set<string>();
  const activities = new Set<string>();
  const mention = (kind: KeyKind, value: string | undefined) => {
    if (value !== undefined) mentions.add(keyOf(source, kind, value));
  };
  const people = (kind: KeyKind, actor: Raw) => {
    mention(kind, identityOf(actor));
    if (isGroup(actor)) for (const member of (actor.member as Raw[] | undefined) ?? []) mention(kind, identityOf(member));
  };
  const addContext = (id: string) => void activities.add(keyOf(source, 'context', id));
  const [actor, object, context] = [statement.actor as Raw, statement.object as Raw, statement.context as Raw | undefined];
  const { objectType = 'Activity' } = object;
  const own = identityOf(actor);
  if (isGroup(actor)) people('also', actor);
  if (objectType === 'Agent' || objectType === 'Group') people('also', object);
  if (objectType === 'SubStatement') {
    const inner = object.object as Raw;
    const { objectType: innerType = 'Activity' } = inner;
    people('related', object.actor as Raw);
    if (innerType === 'Activity') addContext(inner.id as string);
    else if (innerType === 'Agent' || innerType === 'Group') people('related', inner);
    around(object.context as Raw | undefined, people, addContext);
  }
  around(context, people, addContext);
  const verb = (statement.verb as Raw).id as string;
  const [aroundKey = null, otherAroundKey = null, ...further] = activities;
  return {
    agentKey: own === undefined ? null : keyOf(source, 'agent', own),
    verbKey: keyOf(source, 'verb', verb),
    activityKey: objectType === 'Activity' ? keyOf(source, 'activity', object.id as string) : null,
    registration: (context?.registration as string | undefined) ?? null,
    ref: objectType === 'StatementRef' ? (object.id as string) : null,
    voiding: isVoiding(statement),
    completes: COMPLETING.includes(verb),
    aroundKey,
    otherAroundKey,
    mentions: [...mentions, ...further],
  };
}

function around(context: Raw | undefined, people: (kind: KeyKind, actor: Raw) => void, activity: (id: string) => void): void {
  if (context === undefined) return;
  for (const name of ['instructor', 'team']) if (context[name]) people('related', context[name] as Raw);
  for (const one of (context.contextAgents as { agent: Raw }[] | undefined) ?? []) people('related', one.agent);
  for (const one of (context.contextGroups as { group: Raw }[] | undefined) ?? []) people('related', one.group);
  for (const list of Object.values((context.contextActivities as Raw | undefined) ?? {}))
    for (const one of [list].flat() as Raw[]) activity(one.id as string);
}
