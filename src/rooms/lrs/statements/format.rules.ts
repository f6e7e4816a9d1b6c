import { isRaw, type Raw } from '../checks/form.rules.ts';
import { identityOf } from '../checks/identity.rules.ts';

/** A statement reduced to the identifiers of agents, activities, verbs and groups (format=ids). */
export function idsOnly(statement: Raw): Raw {
  return {
    ...statement,
    actor: actorIds(statement.actor as Raw),
    verb: { id: (statement.verb as Raw).id },
    object: objectIds(statement.object as Raw),
    ...contextIds(statement),
  };
}

function contextIds({ context }: Raw): { context?: Raw } {
  if (!isRaw(context)) return {};
  const slim = { ...context };
  for (const name of ['instructor', 'team']) if (isRaw(slim[name])) slim[name] = actorIds(slim[name]);
  if (isRaw(slim.contextActivities))
    slim.contextActivities = Object.fromEntries(
      Object.entries(slim.contextActivities).map(([name, list]) => [name, ([list].flat() as Raw[]).map(({ id }) => ({ id }))]),
    );
  return { context: slim };
}

function actorIds(actor: Raw): Raw {
  const { objectType, member, name: _name, ...identifier } = actor;
  const type = objectType === undefined ? {} : { objectType };
  if (identityOf(actor) !== undefined) return { ...type, ...identifier };
  return { ...type, member: (member as Raw[]).map(actorIds) };
}

function objectIds(object: Raw): Raw {
  const { objectType = 'Activity' } = object;
  if (objectType === 'Activity') return { id: object.id };
  if (objectType === 'Agent' || objectType === 'Group') return actorIds(object);
  return objectType === 'SubStatement' ? idsOnly(object) : object;
}

/** A statement with its display texts reduced to the one language that suits the reader best (format=canonical). */
export function inOneLanguage(value: unknown, wanted: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => inOneLanguage(one, wanted));
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (key === 'extensions') return [key, one];
      return [
        key,
        (key === 'display' || key === 'name' || key === 'description') && isRaw(one) ? best(one, wanted) : inOneLanguage(one, wanted),
      ];
    }),
  );
}

function best(map: Raw, wanted: readonly string[]): Raw {
  const tags = Object.keys(map);
  const isSameLanguage = (tag: string, wish: string) => tag.startsWith(`${wish}-`) || wish.startsWith(`${tag}-`);
  const findTag = (wish: string) =>
    tags.find((tag) => tag.toLowerCase() === wish) ?? tags.find((tag) => isSameLanguage(tag.toLowerCase(), wish));
  const tag = wanted.map(findTag).find((one) => one !== undefined) ?? tags[0];
  return tag === undefined ? {} : { [tag]: map[tag] };
}

/** The languages of an Accept-Language header, by preference. */
export function languagesOf(header = ''): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', ...rest] = entry.trim().split(';');
      const q = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1);
      return { tag: tag.trim().toLowerCase(), q };
    })
    .filter(({ tag, q }) => tag !== '' && tag !== '*' && q > 0)
    .toSorted((one, other) => other.q - one.q)
    .map(({ tag }) => tag);
}
