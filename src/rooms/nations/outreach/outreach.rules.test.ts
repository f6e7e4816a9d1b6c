import { describe, expect, it, test } from 'vitest';
import { actionsOf } from '#kernel/machine.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { TreatyStatus } from '../treaties/treaty-words.rules.ts';
import { composeLetter } from './letter.ts';
import {
  type Contributor,
  decideAddressee,
  decideDay,
  decideOutreach,
  ENCOURAGED,
  OUTREACH_MACHINE,
  OUTREACH_STATES,
  obligationsOf,
  reachOf,
  statusOfReach,
  suggestionsFor,
  type Written,
} from './outreach.rules.ts';

const now = new Date('2026-11-24T12:00:00Z');
const status = (UNTOC: TreatyStatus, TIP: TreatyStatus, OSCE: TreatyStatus) => ({ UNTOC, TIP, OSCE });
const contributor = (more: Partial<Contributor> = {}): Contributor => ({
  id: 'n',
  joinedOn: '2024-03-01',
  operation: 'OP',
  status: status('party', 'unknown', 'participating'),
  ...more,
});
const wrote = (more: Partial<Written> = {}): Written => ({
  addresseeId: 'n',
  instruments: ['TIP'],
  state: 'answered',
  lastSentOn: '2026-01-10',
  letters: 1,
  answers: 1,
  ...more,
});
const suggested = (one: Contributor, written: Written[] = []) =>
  suggestionsFor([one], written, { months: 12, now }).map(({ instruments, reason }) => [instruments.join(), reason]);

describe('suggestionsFor', () => {
  it('suggests each contributor without a known deposit', () => {
    expect(suggested(contributor())).toEqual([['TIP', 'joined']]);
    expect(suggested(contributor({ status: status('not-party', 'signatory', 'not-participating') }))).toEqual([
      ['UNTOC,TIP,OSCE', 'joined'],
    ]);
    expect(suggested(contributor({ status: status('party', 'party', 'participating') }))).toEqual([]);
  });

  it('suggests a nation again a year after the last letter', () => {
    expect(suggested(contributor(), [wrote()])).toEqual([]);
    expect(suggested(contributor(), [wrote({ lastSentOn: '2025-11-23' })])).toEqual([['TIP', 'again']]);
    expect(suggested(contributor(), [wrote({ lastSentOn: '2025-11-25', state: 'closed' })])).toEqual([]);
    expect(suggested(contributor(), [wrote({ addresseeId: 'other' })])).toEqual([['TIP', 'joined']]);
  });

  it('suggests a nation again that has joined another operation since', () => {
    expect(suggested(contributor({ joinedOn: '2026-06-01' }), [wrote()])).toEqual([['TIP', 'joined']]);
  });

  it('suggests no nation while a letter to it is being written or waits for a reply', () => {
    for (const state of ['opened', 'sent'] as const)
      expect(suggested(contributor(), [wrote({ state, lastSentOn: '2020-01-01' })])).toEqual([]);
    expect(suggested(contributor(), [wrote({ state: 'unanswered', lastSentOn: '2020-01-01' })])).toEqual([['TIP', 'joined']]);
  });
});

describe('reachOf', () => {
  const reach = (written: Written[], contributors = [contributor(), contributor({ id: 'm' })]) =>
    reachOf('P5b.1', contributors, written, { months: 12, now });

  it('counts every contributor to be encouraged, not letters (5b, F10)', () => {
    expect(reach([])).toEqual({ toEncourage: 2, encouraged: 0, letters: 0, answers: 0 });
    const again = wrote({ state: 'sent', letters: 2 });
    expect(reach([wrote(), again])).toEqual({ toEncourage: 2, encouraged: 1, letters: 3, answers: 2 });
    expect(reach([wrote(), wrote({ addresseeId: 'm' })])).toMatchObject({ toEncourage: 2, encouraged: 2 });
  });

  it('counts no letter before the joining, older than a year, about another obligation, or about one of two open instruments', () => {
    expect(reach([wrote({ lastSentOn: '2024-02-01' })])).toMatchObject({ encouraged: 0 });
    expect(reach([wrote({ lastSentOn: '2025-11-22' })])).toMatchObject({ encouraged: 0 });
    expect(reach([wrote({ instruments: ['OSCE'] })])).toMatchObject({ encouraged: 0, letters: 0 });
    const both = [contributor({ status: status('not-party', 'unknown', 'unknown') })];
    expect(reach([wrote()], both)).toMatchObject({ toEncourage: 1, encouraged: 0 });
    expect(reach([wrote(), wrote({ instruments: ['UNTOC'] })], both)).toMatchObject({ encouraged: 1 });
  });

  it('leaves out contributors that have done it', () => {
    expect(reach([], [contributor({ status: status('party', 'party', 'unknown') })])).toMatchObject({ toEncourage: 0 });
  });

  it('statusOfReach says met only where everybody was encouraged', () => {
    const of = (toEncourage: number, encouraged: number) => statusOfReach({ toEncourage, encouraged, letters: 0, answers: 0 });
    expect([of(2, 2), of(2, 1), of(2, 0), of(0, 0)]).toEqual(['met', 'partly-met', 'in-progress', 'met']);
  });
});

describe('OUTREACH_MACHINE', () => {
  test.each(OUTREACH_STATES)('allows the next actions from %s', (from) => {
    const may = actionsOf(OUTREACH_MACHINE)
      .filter((action) => decideOutreach(from, action).accepted)
      .join();
    const expected = {
      opened: 'send,close,change-label',
      sent: 'record-reply,record-silence,send,remind,close,change-label',
      answered: 'send,remind,close,change-label',
      unanswered: 'record-reply,send,remind,close,change-label',
      closed: 'change-label',
    };
    expect(may).toBe(expected[from]);
  });
});

describe('writing to a nation', () => {
  const owners = currentEdition().obligation(ENCOURAGED.TIP).owners;
  const nation = { id: 'b', kind: 'nation', group: 'contributor' };
  const code = (owes: 'ally' | 'headquarters' | 'contributor' | 'operation', to: typeof nation | undefined) => {
    const decision = decideAddressee({ id: 'a', owes: [owes] }, to, owners);
    return decision.accepted ? 'yes' : decision.code;
  };
  it('decideAddressee accepts an Ally or headquarters writing to a nation outside the alliance', () => {
    expect(code('ally', nation)).toBe('yes');
    expect(code('headquarters', { ...nation, group: 'seen' })).toBe('yes');
    expect(code('contributor', nation)).toBe('nations/not-a-writer');
    expect(code('operation', nation)).toBe('nations/not-a-writer');
    expect(code('ally', { ...nation, group: 'ally' })).toBe('nations/not-an-addressee');
    expect(code('ally', { ...nation, kind: 'body' })).toBe('nations/not-an-addressee');
    expect(code('ally', undefined)).toBe('nations/not-an-addressee');
  });

  it('decideDay refuses a future date, and a reply before the letter', () => {
    expect(decideDay('2026-11-24', '2026-11-24', '2026-11-24').accepted).toBe(true);
    expect(decideDay('2026-11-25', '2026-11-24', null)).toMatchObject({ code: 'nations/day-to-come' });
    expect(decideDay('2026-11-23', '2026-11-24', '2026-11-24')).toMatchObject({ code: 'nations/before-the-letter' });
  });

  it('obligationsOf gives the obligation of each instrument in the letter', () => {
    expect(obligationsOf(['UNTOC', 'TIP'])).toEqual(['P5b.1']);
    expect(obligationsOf(['OSCE', 'TIP'])).toEqual(['P5b.1', 'P5b.2']);
  });
});

test('composeLetter states what is known, and unknown as unknown, in both languages', () => {
  const letter = composeLetter({ en: 'Writer', fr: 'Auteur' }, { en: 'Nation', fr: 'Pays' }, [
    { instrument: 'TIP', status: 'unknown', asOf: null },
    { instrument: 'OSCE', status: 'not-participating', asOf: '2020' },
  ]);
  expect(letter.en).toContain('To the competent authorities of: Nation');
  expect(letter.en).toContain('Palermo Protocol of 2000, on trafficking in persons. Our records do not show your position on it.');
  expect(letter.en).toContain('Our records show that you do not participate in it.');
  expect(letter.en).not.toContain('United Nations Convention');
  expect(letter.fr).toContain('La position de votre pays à ce sujet n’est pas connue.');
});
