import type { OutsideChecks } from '../../proof/check-proof.ts';

/**
 * The keys that this code trusts, fixed when it is built. `log`: the line of this installation's log key; `witnesses`: those of outside checks run by others;
 * `quorum`: how many of them must have signed. Without any, the pages say that there is no outside check. docs/operate/log.md says how to fill it in.
 */
export const OUTSIDE_CHECKS: OutsideChecks = { log: null, witnesses: [], quorum: 0 };
