import type { ContractSample } from '../../coverage/sample/sample.schema.ts';
import { LABEL } from './gaps-csv.ts';

/** A drawn sample as a JSON file, with its label first; in an exercise it says that its contracts are invented. */
export function sampleJson(sample: ContractSample, exercise: boolean): string {
  return JSON.stringify({ label: LABEL, ...(exercise && { exercise: 'EXERCISE' }), ...sample }, null, 2);
}
