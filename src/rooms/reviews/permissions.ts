import { definePermissions } from '#platform/identity/subject.ts';

/** Who may do what in a review. The state tables say when; row-level security checks again in the database. */
export const reviewPermissions = definePermissions({
  'reviews:direct': { anywhere: ['policy-office'] },
  'reviews:speak': { party: ['focal-point', 'commander', 'contracting-officer'] },
  'reviews:sign': { party: ['focal-point', 'commander'] },
  'reviews:judge': { party: ['reviewer'], anywhere: ['policy-office'], seat: true },
  'reviews:observe': { party: ['partner-contact'] },
  'reviews:read-form': { party: ['partner-contact'], anywhere: ['policy-office'] },
  'reviews:label': { party: ['focal-point', 'commander', 'contracting-officer', 'reviewer'], anywhere: ['policy-office'] },
  'reviews:read-part': {
    party: ['focal-point', 'commander', 'contracting-officer', 'legal-adviser', 'training-officer', 'reviewer'],
    anywhere: ['policy-office'],
    seat: true,
  },
  // What a party is asked over all its rounds. A reviewer assignment in one round does not give this permission.
  'reviews:read-party': {
    party: ['focal-point', 'commander', 'contracting-officer', 'legal-adviser', 'training-officer', 'reviewer'],
    anywhere: ['policy-office'],
  },
});
export type ReviewPermission = keyof typeof reviewPermissions;
