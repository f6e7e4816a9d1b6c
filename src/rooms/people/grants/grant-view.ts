import type { z } from 'zod';
import type { Label } from '#kernel/labels.ts';
import type { Role } from '#kernel/roles.ts';
import type { GrantView } from '../people.schema.ts';
import type { GrantRow } from '../people.store.ts';

/** A grant as pages show it. */
export function toGrantView(row: GrantRow): z.infer<typeof GrantView> {
  return {
    id: row.id,
    role: row.role as Role,
    party: row.party_id && row.code !== null ? { id: row.party_id, code: row.code, name: { en: row.name_en!, fr: row.name_fr! } } : null,
    unitId: row.unit_id,
    unitName: row.unit_name,
    operationId: row.operation_id,
    operationCode: row.operation_code,
    contingent: row.contingent,
    label: row.label as Label,
    from: row.valid_from,
    to: row.valid_to,
    givenBy: row.given_by,
    singleSignOn: row.listed,
  };
}
