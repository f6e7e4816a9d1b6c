/**
 * Where a statement comes from: S the policy itself, R a public law or rule read in full, W a public page read in part, M general knowledge that was not
 * verified, D a default of this project.
 */
export const ORIGIN_TAGS = ['S', 'R', 'W', 'M', 'D'] as const;
