import { describe, expect, it } from 'vitest';
import { LOWEST } from '#kernel/labels.ts';
import { canConfirm, type Known } from './answer.rules.ts';
import { type JoiningFact, knownJoining, newestKnown } from './joining-facts.rules.ts';

const question = { joining: true as const, obligations: ['P1.1'] as [string] };
const fact = (more: Partial<JoiningFact> = {}): JoiningFact => ({
  ...{ obligationId: 'P1.1', choice: 'comply', note: null, answeredAt: new Date('2026-05-04T12:00:00Z'), label: LOWEST },
  ...more,
});
const words = (locale: string, word: string) => `${locale} ${word}`;
const shown = (facts: JoiningFact[], asked: Parameters<typeof knownJoining>[0] = question, within = LOWEST) =>
  knownJoining(asked, facts, within, words);

describe('knownJoining', () => {
  it('shows an answer only next to a question that asks for it, of its own row', () => {
    expect(shown([fact()])).toMatchObject({
      from: 'joining',
      value: 'yes',
      date: '2026-05-04',
      title: { en: 'en comply', fr: 'fr comply' },
    });
    expect(shown([fact()], { obligations: ['P1.1'] })).toBeNull();
    expect(shown([fact({ obligationId: 'P1.2' })])).toBeNull();
  });

  it('reads an explanation as no answer, and shows its reason', () => {
    const known = shown([fact({ choice: 'explain', note: 'Next year.' })]);
    expect(known).toMatchObject({ value: null, title: { en: 'en explain. Next year.' } });
    expect(canConfirm(known)).toBe(false);
  });

  it('copies no answer under a narrower label than that of the return', () => {
    const restricted = { ...LOWEST, level: 'restricted' as const };
    expect(shown([fact({ label: restricted })])).toBeNull();
    expect(shown([fact({ label: restricted })], question, restricted)).not.toBeNull();
  });
});

describe('newestKnown', () => {
  const known = (from: Known['from'], date: string, value: Known['value'] = 'yes'): Known => ({
    from,
    date,
    value,
    itemId: null,
    title: null,
    origin: 'declared',
  });
  it.each([
    ['evidence first', known('evidence', '2020-01-01'), known('last', '2026-01-01'), known('joining', '2026-02-01'), 'evidence'],
    [
      'the newer of the other two: the list',
      known('evidence', '2026-03-01', null),
      known('last', '2026-01-01'),
      known('joining', '2026-02-01'),
      'joining',
    ],
    ['the newer of the other two: the last return', null, known('last', '2026-03-01'), known('joining', '2026-02-01'), 'last'],
    ['the last return before an explanation', null, known('last', '2026-01-01'), known('joining', '2026-02-01', null), 'last'],
    [
      'an explanation where nothing can be confirmed',
      known('evidence', '2026-03-01', null),
      null,
      known('joining', '2026-02-01', null),
      'joining',
    ],
    ['what only informs where there is nothing else', known('evidence', '2026-03-01', null), null, null, 'evidence'],
  ])('takes %s', (_, evidence, last, joining, from) => {
    expect(newestKnown({ evidence, last, joining }, canConfirm)?.from).toBe(from);
  });
});
