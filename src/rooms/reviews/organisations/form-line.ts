import type { FormLine } from './form.schema.ts';
import type { FormRow } from './form.store.ts';

/** A form as shown in lists. */
export function formLine(form: FormRow, names: ReadonlyMap<string, { en: string; fr: string }>): FormLine {
  return {
    id: form.id,
    party: { id: form.party_id, name: names.get(form.party_id) ?? { en: '', fr: '' } },
    helpfulBy: form.wanted_on,
    invitedAt: form.invited_at.toISOString(),
    submittedAt: form.submitted_at?.toISOString() ?? null,
  };
}
