const DAY_MS = 86_400_000;

/** The day `days` after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** When grants are due for review: so many days after the longest-waiting grant was last reviewed, or given. */
export function reviewDue(waitsSince: string, everyDays: number, today: string): { due: string; late: boolean } {
  const due = daysAfter(waitsSince, everyDays);
  return { due, late: due < today };
}

/** Whether a grant ends soon enough for a warning. An ended grant gets none. */
function endsSoon(to: string | null, warnDays: number, today: string): boolean {
  return to !== null && to >= today && to <= daysAfter(today, warnDays);
}

type Grant = {
  id: string;
  person_id: string;
  role: string;
  party_id: string | null;
  unit_id: string | null;
  operation_id: string | null;
  label: string;
  valid_from: string;
  valid_to: string | null;
};

/** Whether another grant gives the same person the same access on the day after this one ends. */
export function isContinued(grant: Grant, grants: readonly Grant[]): boolean {
  const { valid_to: to } = grant;
  return (
    to !== null &&
    grants.some(
      (other) =>
        other.id !== grant.id &&
        (['person_id', 'role', 'party_id', 'unit_id', 'operation_id', 'label'] as const).every((part) => other[part] === grant[part]) &&
        other.valid_from <= daysAfter(to, 1) &&
        (other.valid_to === null || other.valid_to > to),
    )
  );
}

/** Whether access ends unless a person acts: the grant ends soon, no other grant continues it, and no sign-in by single sign-on renews it. */
export function needsRenewal(grant: Grant & { listed: boolean }, grants: readonly Grant[], warnDays: number, today: string): boolean {
  return !grant.listed && endsSoon(grant.valid_to, warnDays, today) && !isContinued(grant, grants);
}
