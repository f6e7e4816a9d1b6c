import { parameterInForce } from '#rooms/policy/index.ts';

/** For how many days an override may be granted at most: the parameter in force on a day. */
export const longestOverride = (on: Date): number => Number(parameterInForce('override-limit', on).value);
