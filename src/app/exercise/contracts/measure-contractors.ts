import { measureContracts, measureNoticesOfFirms, measurePlansOfFirms } from '../../serving/measuring.ts';
import { type ExerciseContext, queryAs, runAs } from '../context.ts';

/** What a running installation measures of contracts every day: their coverage, and notices, plans and certifications of contractors (P5f.1, P5f.2, P5f.4). */
export async function measureContractors(context: ExerciseContext): Promise<void> {
  const at = context.calendar.at('2026-11-23', 17);
  const operator: Parameters<typeof measureContracts>[0] = {
    run: (command, input) => runAs(context, 'installation', at, command, input),
    ask: (query, input) => queryAs(context, 'installation', at, query, input),
  };
  await measureContracts(operator);
  await measureNoticesOfFirms(operator);
  await measurePlansOfFirms(operator);
}
