import { describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { grantsFor } from './listed.rules.ts';
import { SingleSignOnFile } from './settings.schema.ts';

const focal = { role: ROLE.focalPoint, party: 'NO' } as const;
const auditor = { role: ROLE.auditor } as const;
const FILE = {
  name: { en: 'Account', fr: 'Compte' },
  issuer: 'https://login.example.org',
  clientId: 'manumit',
  whomToAsk: { en: 'Ask the policy office.', fr: 'Demandez au bureau de la politique.' },
  rules: [{ claim: 'groups', equals: 'thb', grants: [focal] }],
};

describe('grantsFor (need-to-know, all clauses)', () => {
  const rules = [
    { claim: 'groups', equals: 'thb', grants: [focal] },
    { claim: ['realm_access', 'roles'], equals: 'audit', grants: [auditor, focal] },
    { claim: 'sub', equals: 'u-1', grants: [auditor] },
  ];

  test.each([
    ['a list that contains the text', { groups: ['other', 'thb'] }, [focal]],
    ['the text itself', { groups: 'thb' }, [focal]],
    ['a nested claim, with each grant once', { groups: 'thb', realm_access: { roles: ['audit'] }, sub: 'u-1' }, [focal, auditor]],
  ])('matches %s', (_what, claims, granted) => {
    expect(grantsFor(claims, rules)).toEqual(granted);
  });

  test.each([
    ['no claims', {}],
    ['a part of the text', { groups: 'thb-guests' }],
    ['a list whose entry holds more', { groups: ['thb-guests'] }],
    ['a list in a list', { groups: [['thb']] }],
    ['an object with the text as a key', { groups: { thb: true } }],
    ['other capitals', { groups: ['THB'] }],
    ['what every object inherits', { realm_access: Object.create({ roles: ['audit'] }) }],
    ['a path that ends early', { realm_access: null, groups: null }],
  ])('grants nothing for %s', (_what, claims) => {
    expect(grantsFor(claims, rules)).toEqual([]);
  });
});

describe('SingleSignOnFile', () => {
  const faults = (change: object) => {
    const read = SingleSignOnFile.safeParse({ ...FILE, ...change });
    return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'));
  };
  const ruled = (rule: object) => faults({ rules: [{ ...FILE.rules[0], ...rule }] });

  test('accepts the documented file', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ issuer: 'http://127.0.0.1:8820' })).toEqual([]);
    expect(ruled({ grants: [{ role: ROLE.policyOffice }] })).toEqual([]);
  });

  test.each([
    ['no rules', () => faults({ rules: [] }), 'rules'],
    ['an issuer without TLS', () => faults({ issuer: 'http://login.example.org' }), 'issuer'],
    ['an issuer that only begins like this machine', () => faults({ issuer: 'http://localhost.example.org' }), 'issuer'],
    ['scopes without openid', () => faults({ scopes: ['profile'] }), 'scopes'],
    ['an unknown field', () => faults({ secret: 'x' }), ''],
    ['an email address as the claim', () => ruled({ claim: 'email' }), 'rules.0.claim'],
    ['a rule without a text', () => ruled({ equals: '' }), 'rules.0.equals'],
    ['a rule for every value of the claim', () => ruled({ equals: undefined }), 'rules.0.equals'],
    ['an unknown role', () => ruled({ grants: [{ role: 'everything' }] }), 'rules.0.grants.0.role'],
    ['a role of a party without one', () => ruled({ grants: [{ role: ROLE.focalPoint }] }), 'rules.0.grants.0.party'],
    ['no grants', () => ruled({ grants: [] }), 'rules.0.grants'],
  ])('refuses %s and names the field', (_what, given, field) => {
    expect(given()).toEqual([field]);
  });
});
