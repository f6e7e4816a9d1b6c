import type { MessageContent } from '#rooms/reports/crypto/thread.ts';
import type { Answers } from '#rooms/reports/reporter/questions.ts';
import type { ReaderAction } from './handle-report.ts';
import { CODES, unitOf } from './readers.ts';

// What invented people write to the channel and its readers among themselves, each in their own language. Nothing in it is graphic: people learn here at work.

/** One step with a report, on a day of the scenario at an hour in UTC. */
export type ReportStep = { on: string; hour: number } & (
  | { by: 'pia.strand' | 'tove.marin' | 'aron.vester'; does: ReaderAction }
  | { by: 'reporter'; says: MessageContent }
);

/** A report of the scenario: when it came, what was tapped and written, whom it leaves out, and what came of it. */
export type ScenarioReport = {
  on: string;
  hour: number;
  answers: Answers;
  text: string;
  leavesOut?: readonly string[];
  code?: string;
  steps: readonly ReportStep[];
};

/** Ten reports: three that nobody has looked at, one of danger that is taken, and one or more in each other state. */
export const REPORTS: readonly ScenarioReport[] = [
  {
    on: '2026-11-07',
    hour: 19,
    answers: { age: 'adult', whom: 'seen', phone: 'no', danger: 'no', where: 'Laundry behind the north gate', when: 'longer', way: 'code' },
    text: 'The night shift of the laundry sleeps in the building. Their supervisor holds their passports in a drawer.',
    steps: [
      { on: '2026-11-08', hour: 8, by: 'pia.strand', does: { do: 'take' } },
      { on: '2026-11-08', hour: 9, by: 'pia.strand', does: { do: 'triage', why: 'Papers are held. Nobody is in danger tonight.' } },
      {
        on: '2026-11-09',
        hour: 8,
        by: 'pia.strand',
        does: { do: 'pass-on', choice: 'labour', why: 'The labour inspection visits the laundry on Thursday.' },
      },
      { on: '2026-11-17', hour: 8, by: 'pia.strand', does: { do: 'answer', phrase: 'ended' } },
      {
        on: '2026-11-17',
        hour: 9,
        by: 'pia.strand',
        does: { do: 'close', choice: 'handled', why: 'The passports were given back. Safe Shore offered rooms.' },
      },
    ],
  },
  {
    on: '2026-11-09',
    hour: 11,
    answers: { age: 'adult', whom: 'known', phone: 'no', danger: 'not-known', when: 'week', wishes: ['no-employer'], way: 'code' },
    text: 'A friend who cleans the barracks says that she owes her agency money and may not change jobs.',
    steps: [
      { on: '2026-11-10', hour: 7, by: 'aron.vester', does: { do: 'take' } },
      { on: '2026-11-10', hour: 8, by: 'aron.vester', does: { do: 'answer', phrase: 'debts' } },
      {
        on: '2026-11-13',
        hour: 8,
        by: 'aron.vester',
        does: { do: 'close', choice: 'handled', why: 'She called the workers’ advice point herself.' },
      },
      {
        on: '2026-11-19',
        hour: 18,
        by: 'reporter',
        says: { phrase: 'debts/all', text: 'It has started again. The agency took half of her wages.' },
      },
      { on: '2026-11-20', hour: 8, by: 'aron.vester', does: { do: 'reopen', why: 'The reporter wrote again: wages are held back.' } },
    ],
  },
  {
    on: '2026-11-12',
    hour: 20,
    code: CODES.answered,
    answers: {
      age: 'adult',
      whom: 'me',
      phone: 'yes',
      danger: 'no',
      need: ['bed', 'interpreter'],
      when: 'longer',
      wishes: ['no-police', 'ask-first'],
      way: 'code',
    },
    text: 'Je travaille à la cuisine du port. On garde mon passeport et je ne peux pas sortir seule. Je voudrais partir.',
    steps: [
      { on: '2026-11-13', hour: 7, by: 'pia.strand', does: { do: 'take' } },
      {
        on: '2026-11-13',
        hour: 8,
        by: 'pia.strand',
        does: { do: 'answer', phrase: 'are-you-safe', text: 'Thank you for writing. Please answer only when nobody can see your phone.' },
      },
      { on: '2026-11-14', hour: 21, by: 'reporter', says: { phrase: 'are-you-safe/yes', text: 'Oui, ce soir je suis seule.' } },
      {
        on: '2026-11-15',
        hour: 8,
        by: 'pia.strand',
        does: { do: 'triage', why: 'She asks for a bed and an interpreter. No police without her yes.' },
      },
      { on: '2026-11-15', hour: 9, by: 'pia.strand', does: { do: 'answer', phrase: 'may-pass-on-helper' } },
      { on: '2026-11-16', hour: 20, by: 'reporter', says: { phrase: 'may-pass-on-helper/yes', text: 'Oui, s’il vous plaît.' } },
      {
        on: '2026-11-17',
        hour: 8,
        by: 'tove.marin',
        does: { do: 'note', text: 'Safe Shore a une place dès mercredi, avec une interprète.' },
      },
      {
        on: '2026-11-17',
        hour: 9,
        by: 'pia.strand',
        does: { do: 'pass-on', choice: 'helper', why: 'Safe Shore, as she agreed. Tove speaks with them in French.' },
      },
    ],
  },
  {
    on: '2026-11-14',
    hour: 3,
    answers: {},
    text: 'test test test',
    steps: [{ on: '2026-11-14', hour: 9, by: 'aron.vester', does: { do: 'close', choice: 'junk', why: 'No content.' } }],
  },
  {
    on: '2026-11-15',
    hour: 16,
    answers: {
      age: 'adult',
      whom: 'many',
      phone: 'no',
      danger: 'no',
      need: ['other'],
      where: 'Car park of the fish market',
      when: 'week',
      way: 'none',
    },
    text: 'Every morning a van brings eight people to the market. The driver collects their pay.',
    steps: [
      { on: '2026-11-16', hour: 7, by: 'aron.vester', does: { do: 'take' } },
      {
        on: '2026-11-16',
        hour: 9,
        by: 'aron.vester',
        does: { do: 'triage', why: 'Outside the base. Ask the port authority who runs the van.' },
      },
    ],
  },
  {
    on: '2026-11-18',
    hour: 6,
    answers: {
      age: 'adult',
      whom: 'seen',
      phone: 'no',
      danger: 'yes',
      need: ['way-out'],
      where: 'Guest house Mole 4',
      when: 'now',
      way: 'code',
    },
    text: 'A woman asked me for help at the door of the guest house. The owner pulled her back inside.',
    steps: [
      { on: '2026-11-18', hour: 6.1, by: 'tove.marin', does: { do: 'take' } },
      {
        on: '2026-11-18',
        hour: 7,
        by: 'tove.marin',
        does: { do: 'note', text: 'Police militaire prévenue à 6 h 15 : une vie peut être en danger. Patrouille sur place.' },
      },
      {
        on: '2026-11-18',
        hour: 8,
        by: 'tove.marin',
        does: { do: 'triage', why: 'La patrouille l’a trouvée. Elle est à la clinique de nuit.' },
      },
    ],
  },
  {
    on: '2026-11-19',
    hour: 12,
    answers: {
      age: 'child',
      whom: 'me',
      phone: 'not-known',
      danger: 'no',
      need: ['food', 'other'],
      when: 'week',
      wishes: ['ask-first'],
      way: 'code',
    },
    text: 'I am 16 and I wash dishes at night. They said I would go to school here.',
    steps: [
      { on: '2026-11-19', hour: 13, by: 'aron.vester', does: { do: 'take' } },
      { on: '2026-11-19', hour: 14, by: 'aron.vester', does: { do: 'answer', phrase: 'no-blame' } },
      {
        on: '2026-11-19',
        hour: 15,
        by: 'aron.vester',
        does: { do: 'triage', why: 'A child: the child protection officer was told today, and the reporter will be.' },
      },
      {
        on: '2026-11-20',
        hour: 9,
        by: 'aron.vester',
        does: { do: 'pass-on', choice: 'child-protection', why: 'The child protection officer meets him with an interpreter.' },
      },
    ],
  },
  {
    on: '2026-11-21',
    hour: 17,
    answers: { age: 'adult', whom: 'many', phone: 'no', danger: 'no', when: 'longer', wishes: ['no-unit'], way: 'code' },
    text: 'People of one company take me along to a bar where the waitresses are not free to leave. I do not want my unit to know.',
    leavesOut: unitOf('XE'),
    steps: [],
  },
  {
    on: '2026-11-22',
    hour: 9,
    code: CODES.waiting,
    answers: {
      age: 'adult',
      whom: 'known',
      phone: 'no',
      danger: 'not-known',
      need: ['doctor'],
      where: 'Dépôt de fret, quai 2',
      when: 'week',
      way: 'code',
    },
    text: 'Trois hommes dorment au dépôt. L’un d’eux est blessé à la main et n’ose pas voir un médecin.',
    steps: [],
  },
  {
    on: '2026-11-23',
    hour: 10,
    answers: { age: 'adult', whom: 'seen', phone: 'no', danger: 'no', where: 'Bus stop at the east gate', when: 'now', way: 'none' },
    text: 'The same two girls wait at the bus stop every night until a car comes. They look afraid of the driver.',
    steps: [],
  },
];
