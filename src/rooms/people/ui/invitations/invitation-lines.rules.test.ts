import { expect, test } from 'vitest';
import { readInvitationLines } from './invitation-lines.rules.ts';

const PARTIES = [
  { id: 'a', code: 'XA', name: { en: 'Aldmark', fr: 'Aldmark' } },
  { id: 'b', code: 'XB', name: { en: 'Brevia', fr: 'Brévie' } },
];
const read = (text: string) => readInvitationLines(text, PARTIES, 'en');

test('readInvitationLines reads tabs, semicolons and commas, a heading, and parties by code or name in both languages', () => {
  const lines = read(
    'Name;Email;Party;Language\nMira Kolb;mira@example.org;XA;fr\nDag, Orlen;Dag@example.org;brevie;\n\n"Sue Ray"\tsue@example.org\tBREVIA\tFrançais\nAn Li,an@example.org,Aldmark',
  );
  expect(lines.map(({ line, name, party, language, fault }) => [line, name, party?.id, language, fault])).toEqual([
    [2, 'Mira Kolb', 'a', 'fr', null],
    [3, 'Dag, Orlen', 'b', 'en', null],
    [5, 'Sue Ray', 'b', 'fr', null],
    [6, 'An Li', 'a', 'en', null],
  ]);
});

test.each([
  ['Mira Kolb', 'cells'],
  [';mira@example.org;XA', 'name'],
  ['Mira;no address;XA', 'email'],
  ['Mira;mira@example.org;Nowhere', 'party'],
  ['Mira;mira@example.org;XA;de', 'language'],
])('readInvitationLines names the problem of the line “%s”: %s', (line, fault) => {
  expect(read(line).map((one) => one.fault)).toEqual([fault]);
});

test('readInvitationLines refuses the second line with one email address', () => {
  expect(read('Mira;mira@example.org;XA\nMira;MIRA@example.org;XB').map(({ fault }) => fault)).toEqual([null, 'twice']);
});
