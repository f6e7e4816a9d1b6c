import type { Label } from '#kernel/labels.ts';
import type { Locale } from '#kernel/languages.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import { ROLE, type Role } from '#kernel/roles.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { keyOf } from '#web/tour/walks.ts';

/** How well a party keeps the policy in the scenario: the share of its obligations with evidence, and the ratings of that evidence, one letter each. */
export type Habit = { share: number; says: string };
type Names = { en: string; fr: string };
/** A party of the scenario. Codes of nations are user-assigned in ISO 3166-1, so that none can be mistaken for a real one. */
export type CastParty = { code: string; name: Names; as: OwnerKind; habit: Habit };
export type CastNation = CastParty & { since: string | null; treaties: string; in: string[] };

const nation = (
  code: string,
  en: string,
  fr: string,
  since: string | null,
  treaties: string,
  share: number,
  says: string,
  operations: string[],
) => ({
  code,
  name: { en, fr },
  as: since === null ? ('contributor' as const) : ('ally' as const),
  since,
  treaties,
  habit: { share, says },
  in: operations,
});

/**
 * Twelve nations. `treaties`: party to both (b), to the convention alone (c), signatory (s), unknown (u). `says`: m met, p partly, i in progress, s not
 * started, n not met.
 */
export const NATIONS: readonly CastNation[] = [
  nation('XA', 'Aldmark', 'Aldmark', '1951', 'b', 0.95, 'mmmmmmpi', ['AMBER-QUAY']),
  nation('XB', 'Brevia', 'Brévie', '1952', 'b', 0.9, 'mmmmppi', ['AMBER-QUAY']),
  nation('XC', 'Corvania', 'Corvanie', '2011-05-12', 'b', 0.95, 'mmmmmmpi', ['AMBER-QUAY']),
  nation('XD', 'Drelland', 'Drelland', '2006', 'b', 0.15, 'mmp', ['STONE-FERRY']),
  nation('XE', 'Estrava', 'Estrave', '1949', 'b', 1, 'm', ['AMBER-QUAY', 'STONE-FERRY']),
  nation('XF', 'Feronne', 'Féronne', '1951', 'c', 0.9, 'mmmpnsi', ['STONE-FERRY']),
  nation('XH', 'Hollmar', 'Hollmar', '1949', 'b', 0.95, 'mmmmmp', ['AMBER-QUAY']),
  nation('XI', 'Isenvale', 'Isenval', '2009', 's', 0.7, 'mpis', ['STONE-FERRY']),
  nation('XJ', 'Kestria', 'Kestrie', '1982', 'b', 0.95, 'mmmmmmp', ['AMBER-QUAY', 'STONE-FERRY']),
  nation('XM', 'Maravel', 'Maravel', null, 'b', 0.8, 'mmpi', ['AMBER-QUAY']),
  nation('XO', 'Ostany', 'Ostanie', null, 'u', 0, 'm', ['STONE-FERRY']),
  nation('XT', 'Tyrsund', 'Tyrsund', null, 'b', 0.9, 'mmmmp', ['AMBER-QUAY', 'STONE-FERRY']),
];

/** The name of a brigade of a nation, or of a company in it. As a proper name it is not translated, so this one reads alike in both languages. */
export const unitName = (code: string, company?: number) => `Brigade ${code}${company === undefined ? '' : `/${company}`}`;

/** Headquarters and its bodies. */
export const BODIES = [
  {
    code: HEADQUARTERS_CODE,
    name: { en: 'Headquarters staff', fr: 'État-major du siège' },
    as: 'headquarters',
    bodyKind: 'headquarters',
    habit: { share: 0.85, says: 'mmmmpi' },
  },
  {
    code: 'SUPPORT-AGENCY',
    name: { en: 'Alliance Support Agency', fr: 'Agence de soutien de l’alliance' },
    as: 'headquarters',
    bodyKind: 'agency',
    habit: { share: 0.3, says: 'mmp' },
  },
  {
    code: 'COMMAND-SOUTH',
    name: { en: 'Joint Command South', fr: 'Commandement interarmées Sud' },
    as: 'headquarters',
    bodyKind: 'command',
    habit: { share: 0.2, says: 'mi' },
  },
] as const;

export const OPERATIONS = [
  {
    code: 'AMBER-QUAY',
    name: { en: 'Amber Quay', fr: 'Amber Quay' },
    as: 'operation',
    theatre: 'Harbour of Port Amber',
    from: '2021-04-01',
    contracting: '2021-04-01',
    habit: { share: 0.9, says: 'mmmmpi' },
  },
  {
    code: 'STONE-FERRY',
    name: { en: 'Stone Ferry', fr: 'Stone Ferry' },
    as: 'operation',
    theatre: 'River crossings of the Ferry district',
    from: '2022-09-15',
    contracting: null,
    habit: { share: 0.6, says: 'mmpis' },
  },
] as const;

export const CONTRACTORS = [
  {
    code: 'BRIGHTWATER',
    name: { en: 'Brightwater Catering', fr: 'Brightwater Restauration' },
    as: 'contractor',
    habit: { share: 1, says: 'mmp' },
  },
  { code: 'CORRIDOR', name: { en: 'Corridor Freight', fr: 'Corridor Fret' }, as: 'contractor', habit: { share: 0.8, says: 'mp' } },
  { code: 'LANTERN', name: { en: 'Lantern Facilities', fr: 'Lantern Services' }, as: 'contractor', habit: { share: 0.4, says: 'mi' } },
] as const;

export const PARTNER = { code: 'SAFE-SHORE', name: { en: 'Safe Shore shelter', fr: 'Foyer Safe Shore' } } as const;

/** Every party with obligations, in the order of the matrix. */
export const BOUND: readonly CastParty[] = [...NATIONS, ...BODIES, ...OPERATIONS, ...CONTRACTORS];

/** One account: its person, language and role, and the parties of that role (none: a role held without a party). */
export type Account = {
  key: string;
  name: string;
  language: Locale;
  role: Role;
  at: readonly string[];
  since: string;
  /** The last day of the role, where it ends. */
  until: string | null;
  label: Label;
};

const account = (name: string, role: Role, at: string[] = [], since = '2024-01-08', language: Locale = 'en'): Account => ({
  key: keyOf(name),
  name,
  language,
  role,
  at,
  since,
  until: UNTIL[name] ?? null,
  label: CLEARED.includes(name) ? 'restricted' : 'unclassified',
});

/** Roles that end soon, so that the administrator of a party has one to extend or to let end. */
const UNTIL: Readonly<Record<string, string>> = { 'Rolf Anders': '2026-12-18' };

/** Accounts that may see records not open to everyone in their role: one in the policy office, who passes the label on, and both who speak for Corvania. */
const CLEARED: readonly string[] = ['Paul Denner', 'Mira Kolb', 'Joris Lem'];

/** Forty-six accounts. The first takes the policy office by the set-up link, the others are invited. */
export const ACCOUNTS: readonly Account[] = [
  account('Ines Harrow', ROLE.policyOffice, [HEADQUARTERS_CODE], '2023-11-06'),
  account('Paul Denner', ROLE.policyOffice, [HEADQUARTERS_CODE], '2023-11-13'),
  account('Clara Voss', ROLE.focalPoint, [HEADQUARTERS_CODE]),
  account('Henrik Aas', ROLE.focalPoint, ['SUPPORT-AGENCY']),
  account('Rosa Lind', ROLE.focalPoint, ['COMMAND-SOUTH']),
  account('Tomas Veld', ROLE.reviewer, ['XA', 'XB', 'XC', 'XD']),
  account('Sanne Ruiz', ROLE.reviewer, ['XE', 'XF', 'XH', 'XI']),
  account('Emil Brask', ROLE.reviewer, ['XJ', 'XM', 'XO', 'XT']),
  account('Lea Fontane', ROLE.reviewer, [HEADQUARTERS_CODE, 'AMBER-QUAY', 'STONE-FERRY'], '2024-01-08', 'fr'),
  account('Nora Aldin', ROLE.focalPoint, ['XA']),
  account('Bruno Keel', ROLE.focalPoint, ['XB']),
  account('Mira Kolb', ROLE.focalPoint, ['XC']),
  account('Joris Lem', ROLE.focalPoint, ['XC']),
  account('Dag Orlen', ROLE.focalPoint, ['XD']),
  account('Elsa Tran', ROLE.focalPoint, ['XE'], '2024-01-08', 'fr'),
  account('Felix Marne', ROLE.focalPoint, ['XF'], '2024-01-08', 'fr'),
  account('Hanna Weil', ROLE.focalPoint, ['XH']),
  account('Ivo Sund', ROLE.focalPoint, ['XI']),
  account('Kaja Stern', ROLE.focalPoint, ['XJ']),
  account('Marta Vale', ROLE.focalPoint, ['XM']),
  account('Oskar Nyl', ROLE.focalPoint, ['XO']),
  account('Tilda Sund', ROLE.focalPoint, ['XT']),
  account('Ada Brandt', ROLE.contractingOfficer, ['XC']),
  account('Ruth Calder', ROLE.contractingOfficer, [HEADQUARTERS_CODE]),
  account('Omar Field', ROLE.contractingOfficer, ['BRIGHTWATER']),
  account('Greta Moll', ROLE.contractingOfficer, ['CORRIDOR']),
  account('Simon Pike', ROLE.contractingOfficer, ['LANTERN']),
  account('Jonas Reed', ROLE.trainingOfficer, ['XC']),
  account('Agnes Holt', ROLE.trainingOfficer, ['XA']),
  account('Yann Perrot', ROLE.trainingOfficer, ['XE'], '2024-01-08', 'fr'),
  account('Vera Olsen', ROLE.commander, ['AMBER-QUAY']),
  account('Marc Delon', ROLE.commander, ['STONE-FERRY'], '2024-01-08', 'fr'),
  account('Lise Arnaud', ROLE.legalAdviser, ['AMBER-QUAY'], '2024-01-08', 'fr'),
  account('Karl Munk', ROLE.legalAdviser, ['XC']),
  account('Ida Roth', ROLE.legalAdviser, ['XA']),
  account('Nils Arden', ROLE.commander, ['XC']),
  account('Rolf Anders', ROLE.trainingOfficer, ['XC']),
  account('Eva Torrin', ROLE.contractingOfficer, ['AMBER-QUAY']),
  account('Sofia Lamb', ROLE.partnerContact, [PARTNER.code]),
  account('Peter Quill', ROLE.auditor),
  account('Wanda Frost', ROLE.partyAdmin, ['XC']),
  account('Zoe Hart', ROLE.platformAdmin),
  account('Pia Strand', ROLE.caseOfficer, ['AMBER-QUAY']),
  account('Tove Marin', ROLE.caseOfficer, ['AMBER-QUAY'], '2024-01-08', 'fr'),
  account('Aron Vester', ROLE.legalAdviser, ['AMBER-QUAY']),
  account('Nadia Ferris', ROLE.investigator, [HEADQUARTERS_CODE]),
];

/** The address with which a person signs in. */
export function emailOf({ key }: Pick<Account, 'key'>): string {
  return `${key}@exercise.example`;
}

/** The key of the first person with a role at a party. Throws where the cast has none, which is an error in the scenario. */
export function accountOf(role: Role, code: string): string {
  const found = ACCOUNTS.find((one) => one.role === role && one.at.includes(code));
  if (found === undefined) throw new Error(`The cast has no ${role} at ${code}.`);
  return found.key;
}

/** The account that speaks and signs for a party that takes part in rounds. */
export function speakerOf(code: string): string {
  return accountOf(OPERATIONS.some((one) => one.code === code) ? ROLE.commander : ROLE.focalPoint, code);
}
