import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { keysOf, masterKey } from '#platform/keys.ts';
import {
  certificateNumber,
  decideCertificateRevocation,
  decideIssue,
  holderFingerprint,
  printedNumber,
  signToken,
  TOKEN_HEAD,
  typedNumber,
} from './certificate.rules.ts';
import { certificateSigner } from './certificate-keys.ts';
import { reviewClaim, reviewOf } from './content-review.ts';

const number = 'ABCDE01234FGHJK56789';
const claims = { n: number, k: 1, m: 'G', v: 1, d: '2026-11-24', u: '2027-11-24', r: '2026-10-01', h: holderFingerprint(number, 'QA-17') };
const keys = keysOf(() => [masterKey(1, new Date('2026-01-01'), Buffer.alloc(32, 7))]);
const token = signToken(claims, (bytes) => certificateSigner(keys).sign(bytes));

test('a certificate number has twenty unambiguous characters, and is read however it is typed', () => {
  const made = certificateNumber(Uint8Array.from({ length: 20 }, (_, at) => at * 13));
  expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
  expect(printedNumber(number)).toBe('ABCDE-01234-FGHJK-56789');
  expect(typedNumber(' abcde o1234 fghjk-56789 ')).toBe(number);
  expect(typedNumber('abcdeoI234fghjk56789')).toBe('ABCDE01234FGHJK56789');
  for (const none of ['', 'ABCDE', `${number}0`, 'UBCDE01234FGHJK56789']) expect(typedNumber(none)).toBeUndefined();
});

test('reviewOf knows the review of the version that was taught here, and of no other', () => {
  const review = { status: 'reviewed', version: 2, by: 'A. Name', work: { en: 'shelter', fr: 'foyer' }, on: '2026-10-01' } as const;
  const known = reviewOf({ source: 'player', moduleVersion: 2 }, { version: 2, review });
  // The function and the day, and no name.
  expect([known, reviewClaim(known)]).toEqual([{ status: 'reviewed', work: review.work, on: '2026-10-01' }, '2026-10-01']);
  const none = reviewOf({ source: 'class', moduleVersion: 2 }, { version: 2, review: { status: 'not-reviewed' } });
  expect([none, reviewClaim(none)]).toEqual([{ status: 'not-reviewed' }, 0]);
  const unknown = [
    reviewOf({ source: 'player', moduleVersion: 1 }, { version: 2, review }),
    reviewOf({ source: 'recognised', moduleVersion: 2 }, { version: 2, review }),
    reviewOf({ source: 'player', moduleVersion: 2 }, undefined),
  ];
  expect(unknown).toEqual(unknown.map(() => ({ status: 'unknown' })));
  expect(reviewClaim(unknown[0]!)).toBeNull();
});

test('signToken makes a repeatable Ed25519 signature over head and claims', () => {
  expect(token).toBe(signToken(claims, (bytes) => certificateSigner(keys).sign(bytes)));
  const [payload, signature] = token.slice(TOKEN_HEAD.length).split('.');
  const x = certificateSigner(keys).publicKey.toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect(verify(null, Buffer.from(TOKEN_HEAD + payload), key, Buffer.from(signature!, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(payload!, 'base64url').toString())).toEqual(claims);
});

// Runs the script of the page on the smallest page that it needs.
async function checkCertificate(
  code: string,
  { today = '2026-12-01', revoked = [] as string[], serviceNumber = '', before = '', hash = '' } = {},
): Promise<string> {
  const words = new Proxy({}, { get: (_, key) => `<${String(key)}>` });
  type Node = { children: Node[]; textContent: string; handlers: Record<string, (event: object) => unknown> } & Record<string, unknown>;
  const make = (): Node => {
    const node: Node = {
      children: [],
      textContent: '',
      handlers: {},
      dataset: {},
      setAttribute: () => {},
      append: (child: Node) => node.children.push(child),
      replaceChildren: () => (node.children = []),
      addEventListener: (name: string, handler: (event: object) => unknown) => (node.handlers[name] = handler),
    };
    return node;
  };
  const nodes = new Map<string, Node>();
  const publicKey = certificateSigner(keys).publicKey.toString('base64url');
  const list = {
    keys: [{ generation: 1, publicKey }],
    revoked,
    modules: { G: 'General module' },
    months: Array.from('JFMAMJJASOND'),
    asOf: today,
  };
  const byId = (id: string) => nodes.get(id) ?? nodes.set(id, make()).get(id)!;
  byId('verify').dataset = { list: '' };
  class FixedDate extends Date {
    override toISOString() {
      return `${today}T12:00:00.000Z`;
    }
  }
  const window = { addEventListener: () => {} };
  const document = { getElementById: byId, createElement: make };
  const JSONish = { ...JSON, parse: (text: string) => (text === '' ? { words, ...list } : JSON.parse(text)) };
  const around = { document, window, location: { hash }, JSON: JSONish, Date: FixedDate };
  runInNewContext(readFileSync(new URL('./browser/verify.js', import.meta.url), 'utf8'), {
    ...around,
    crypto,
    TextEncoder,
    TextDecoder,
    Uint8Array,
    atob,
    btoa,
  });
  const text = (node: Node): string => [node.textContent, ...node.children.map(text)].join(' ');
  const waitForResult = async (what: RegExp) => {
    await expect.poll(() => text(byId('verify-result')), { interval: 5 }).toMatch(what);
    return text(byId('verify-result'));
  };
  // The code comes from the URL or is typed. `before`: another certificate was checked first.
  for (const typed of hash !== '' ? [] : before === '' ? [code] : [before, code]) {
    byId('verify-code').value = typed;
    byId('verify-code-form').handlers.submit!({ preventDefault: () => {} });
    await waitForResult(typed === code ? /<(damaged|forged|no-key|cannot|holder-check)>/ : /<holder-check>/);
  }
  await waitForResult(/<(damaged|forged|no-key|cannot|holder-check)>/);
  if (serviceNumber !== '') {
    const form = byId('verify-result').children.find((child) => child.handlers.submit)!;
    form.children.find((child) => child.id === 'verify-holder')!.value = serviceNumber;
    form.handlers.submit!({ preventDefault: () => {} });
    await waitForResult(/<holder-(fits|other)>/);
  }
  return text(byId('verify-result'));
}

test('the page distinguishes valid, expired, revoked and forged certificates on the device', async () => {
  const valid = await checkCertificate(`https://example.org/verify#${token}`);
  expect(valid).toContain('<valid>');
  expect(valid).toContain('General module');
  expect(valid).toContain('24 N 2027');
  expect(valid).not.toContain('QA-17');
  expect(await checkCertificate(token.match(/.{1,60}/g)!.join('\n'))).toContain('<valid>');
  expect(await checkCertificate(token.replace(/.{30}/g, '$&\u200b'))).toContain('<valid>');
  expect(await checkCertificate(token, { today: '2027-11-24' })).toContain('<valid>');
  expect(await checkCertificate(token, { today: '2027-11-25' })).toContain('<expired>');
  expect(valid).toContain('<review> <review-on>');
  const signed = (r: 0 | null) => signToken({ ...claims, r }, (bytes) => certificateSigner(keys).sign(bytes));
  expect(await checkCertificate(signed(0))).toContain('<review> <not-reviewed>');
  expect(await checkCertificate(signed(null))).toContain('<review> <unknown-review>');
  const mark = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(number)))
    .subarray(0, 8)
    .toString('hex');
  expect(await checkCertificate(token, { revoked: [mark] })).toContain('<revoked>');
  const later = Buffer.from(JSON.stringify({ ...claims, u: '2099-01-01' })).toString('base64url');
  expect(await checkCertificate(`${TOKEN_HEAD}${later}.${token.split('.').at(-1)}`)).toContain('<forged>');
  const other = Buffer.from(JSON.stringify({ ...claims, k: 2 })).toString('base64url');
  // This copy of the page does not have the key, so the result is unknown, not forged.
  expect((await checkCertificate(`${TOKEN_HEAD}${other}.${token.split('.').at(-1)}`)).trim()).toBe('<no-key>');
  for (const broken of ['', 'hello', token.slice(0, 60), `${token}.x`]) expect(await checkCertificate(broken)).toContain('<damaged>');
});

test('the page reports a code that is no certificate as damaged, also from the URL and after a valid certificate', async () => {
  for (const payload of ['null', '7', '[]', '{}', '{"k":"1"}']) {
    const broken = await checkCertificate(`${TOKEN_HEAD}${Buffer.from(payload).toString('base64url')}.AAAA`, { before: token });
    expect([payload, broken]).toEqual([payload, expect.stringContaining('<damaged>')]);
    expect(broken).not.toContain('<valid>');
  }
  for (const hash of ['#%E0%A4%A', '#%', '#nothing']) expect(await checkCertificate('', { hash })).toContain('<damaged>');
  expect(await checkCertificate('', { hash: `#${token}` })).toContain('<valid>');
});

test('the page compares a service number on the device, and matches only the holder', async () => {
  expect(await checkCertificate(token, { serviceNumber: 'qa-17' })).toContain('<holder-fits>');
  expect(await checkCertificate(token, { serviceNumber: 'QA-18' })).toContain('<holder-other>');
});

test('decideIssue makes a missing certificate, keeps a valid one and refuses a revoked one', () => {
  expect(decideIssue({ number: null, revokedOn: null })).toEqual({ accepted: true, value: 'make' });
  expect(decideIssue({ number: 'N', revokedOn: null })).toEqual({ accepted: true, value: 'keep' });
  expect(decideIssue({ number: 'N', revokedOn: '2026-11-25' })).toMatchObject({ code: 'training/certificate-revoked' });
});

test('decideCertificateRevocation accepts a valid certificate once', () => {
  expect(decideCertificateRevocation({ number: 'N', revokedOn: null })).toEqual({ accepted: true, value: 'revoked' });
  expect(decideCertificateRevocation({ number: 'N', revokedOn: '2026-11-25' })).toMatchObject({ code: 'training/already-revoked' });
});
