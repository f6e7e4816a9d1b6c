import type { ListedGrant, SingleSignOnSettings } from './settings.schema.ts';

/** The grants that the list gives to a person with these claims, each once; none where no rule matches. */
export function grantsFor(claims: Readonly<Record<string, unknown>>, rules: SingleSignOnSettings['rules']): ListedGrant[] {
  const grants = rules.filter(({ claim, equals }) => matches(valueAt(claims, claim), equals)).flatMap((rule) => rule.grants);
  return [...new Map(grants.map((grant) => [`${grant.role} ${grant.party ?? ''}`, grant])).values()];
}

function valueAt(claims: unknown, path: string | readonly string[]): unknown {
  return [path]
    .flat()
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? at[name as never] : undefined),
      claims,
    );
}

// Matches the whole text or one whole entry of a list: a part of a name is another name.
function matches(value: unknown, equals: string): boolean {
  return value === equals || (Array.isArray(value) && value.includes(equals));
}
