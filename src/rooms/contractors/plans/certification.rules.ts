import { accept, type Decision, refuse } from '#kernel/decision.ts';

/**
 * What a firm can certify, in this project's own words, after FAR 52.222-50(h)(5): that its plan is carried out, that it prevents and finds violations at its
 * agents and subcontractors, that it looked into them with due diligence, and then either that nothing was found or that what was found was remedied.
 */
export const STATEMENTS = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found', 'found-and-remedied'] as const;
export type Statement = (typeof STATEMENTS)[number];

/** The statements without which a certification says too little. */
export const NEEDED_STATEMENTS: readonly Statement[] = ['plan-carried-out', 'procedures', 'due-diligence'];

/** Whether a certification of a day can be recorded: it is complete, says one thing of what was found, and its day has come. Pure. */
export function decideCertification({ on, statements }: { on: string; statements: readonly Statement[] }, today: string): Decision<true> {
  if (on > today) return refuse('contractors/day-to-come');
  const found = statements.filter((one) => one === 'none-found' || one === 'found-and-remedied');
  const complete = NEEDED_STATEMENTS.every((one) => statements.includes(one)) && found.length === 1;
  return complete ? accept(true) : refuse('contractors/certification-incomplete');
}
