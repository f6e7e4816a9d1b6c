import { z } from 'zod';

/** The first steps of a new register, in the order in which they help each other. */
export const FIRST_STEPS = ['second-person', 'authority', 'focal-points', 'round', 'strengths', 'reporting'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export const SetStepAside = z.strictObject({ step: z.enum(FIRST_STEPS), aside: z.boolean() });
