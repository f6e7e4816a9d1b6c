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
export function endsSoon(to: string | null, warnDays: number, today: string): boolean {
  return to !== null && to >= today && to <= daysAfter(today, warnDays);
}
