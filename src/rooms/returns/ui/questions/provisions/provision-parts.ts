import type { Provision, ProvisionFields } from '../../../answers/provisions/provision.schema.ts';

const PARTS = {
  law: 'field.law',
  paragraph: 'field.paragraph',
  wording: 'field.wording',
  penaltyFrom: 'field.penalty',
  penaltyTo: 'field.penalty',
  penaltyUnit: 'field.penalty',
  penaltyNote: 'field.penaltyNote',
  address: 'field.address',
  inForceFrom: 'field.inForceFrom',
  inForceUntil: 'field.inForceUntil',
} as const satisfies Record<keyof ProvisionFields, string>;

/** The names of the parts in which two forms of a provision differ. */
export function changedParts(before: Provision, after: Provision): (typeof PARTS)[keyof typeof PARTS][] {
  const fields = Object.keys(PARTS) as (keyof typeof PARTS)[];
  return [...new Set(fields.filter((field) => before[field] !== after[field]).map((field) => PARTS[field]))];
}
