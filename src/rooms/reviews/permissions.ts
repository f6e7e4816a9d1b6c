import { definePermissions } from '#platform/identity/subject.ts';

/** Who may what in a review. The tables of states say when; row-level security asks again beneath. */
export const reviewPermissions = definePermissions({
  'reviews:direct': { anywhere: ['policy-office'] },
  'reviews:speak': { party: ['focal-point', 'commander', 'contracting-officer'] },
  'reviews:sign': { party: ['focal-point', 'commander'] },
  'reviews:judge': { party: ['reviewer'], anywhere: ['policy-office'] },
  'reviews:read-part': {
    party: ['focal-point', 'commander', 'contracting-officer', 'legal-adviser', 'training-officer', 'reviewer'],
    anywhere: ['policy-office'],
  },
});
