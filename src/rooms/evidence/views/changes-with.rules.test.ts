import { expect, it } from 'vitest';
import { translateEvidence } from '../texts.ts';
import { changesWith } from './changes-with.rules.ts';

const sentences = (origin: Parameters<typeof changesWith>[0]['origin'], kind: string) =>
  changesWith({ origin, kind }).map((key) => translateEvidence('en', key));

it('says with what an item changes that its party cannot change, and nothing of what was declared', () => {
  expect(sentences('declared', 'EV-TRN')).toEqual([]);
  expect(sentences('measured', 'EV-TRN')).toEqual([
    'Measured from training. It changes with the training records.',
    'The policy office may withdraw it, with a reason.',
  ]);
  expect(sentences('measured', 'EV-NONE')[0]).toBe('Measured from work. It changes with that work.');
  expect(sentences('public-source', 'EV-TRTY')[0]).toBe('Read from the treaty table. It changes with that table.');
  expect(sentences('rated', 'EV-RATE')).toEqual([
    'Rated by a review. Only the authority changes it, by correcting the round or in a later one.',
  ]);
});
