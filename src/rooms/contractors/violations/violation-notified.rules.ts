/** The step that records that someone whom the clause set names was informed. It is none of the table of states. */
export const INFORM = 'inform-notified';

type Step = { readonly action: string; readonly on: string; readonly detail: Readonly<Record<string, unknown>> };

/** The day on which someone was informed of a violation; null: not yet. Pure. */
export function informedOn(steps: readonly Step[], to: string): string | null {
  return steps.find(({ action, detail }) => action === INFORM && detail.to === to)?.on ?? null;
}
