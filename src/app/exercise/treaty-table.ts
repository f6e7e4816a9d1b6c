import { INSTRUMENTS, type Instrument } from '#rooms/nations/treaties/treaty-table.schema.ts';
import { type CastNation, NATIONS } from './cast.ts';
import { randomNumbers } from './random-numbers.ts';

const SOURCE = 'Script of the exercise';
const COLUMNS =
  'iso2,instrument,status,signature_date,action,action_date,action_precision,in_force_date,as_of,confidence,source,crosscheck,note';

/** An invented treaty table of the cast, as a file with the columns of facts/treaty-actions.csv. The same for the same random seed. */
export function inventTreatyTable(randomSeed: string, asOf: string): string {
  return `${[COLUMNS, ...NATIONS.flatMap((nation) => INSTRUMENTS.map((instrument) => rowOf(randomSeed, nation, instrument, asOf)))].join('\n')}\n`;
}

function rowOf(randomSeed: string, { code, treaties }: CastNation, instrument: Instrument, asOf: string): string {
  const next = randomNumbers(`${randomSeed} ${code} ${instrument}`);
  const [year, month] = [2002 + Math.floor(next() * 9), 1 + Math.floor(next() * 12)];
  const signed = `${year - 1}-${String(month).padStart(2, '0')}-12`;
  const bound = `${year}-${String(month).padStart(2, '0')}-03`;
  const known = (status: string, dates: string) => `${code},${instrument},${status},${dates},,${asOf},single-source,${SOURCE},,`;
  const unknown = `${code},${instrument},unknown,,,,,,${asOf},none,,,`;
  if (treaties === 'u') return unknown;
  if (instrument === 'OSCE') return known('participating', `,,,`);
  const isMain = instrument === 'UNTOC' || instrument === 'TIP';
  const party = isMain ? treaties === 'b' || (treaties === 'c' && instrument === 'UNTOC') : next() < 0.7;
  if (party) return known('party', `${signed},ratification,${bound},day`);
  return isMain ? known('signatory', `${signed},,,`) : unknown;
}
