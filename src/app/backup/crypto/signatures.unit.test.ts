import { expect, test } from 'vitest';
import { z } from 'zod';
import { keysOf, masterKey } from '#platform/keys.ts';
import { backupSigner, type Kind, type Signed, type Signers, verifySigned } from './signatures.ts';

const schema = z.strictObject({ installation: z.string(), n: z.int() });
const [first, second] = [masterKey(1, new Date()), masterKey(2, new Date())];
const [former, signer] = [backupSigner([first]), backupSigner([first, second])];
const stranger = backupSigner([masterKey(1, new Date())]);
const statement = { installation: signer.signers.installation, n: 1 };
const read = (signed: Signed, signers: Signers = signer.signers, kind: Kind = 'backup') =>
  verifySigned(JSON.stringify(signed), { kind, schema, signers, file: 'FILE' }).statement;

test('a signature by either key is accepted, also with public keys exported before a rotation', () => {
  expect(read(signer.sign('backup', statement))).toEqual(statement);
  expect(read(former.sign('backup', statement))).toEqual(statement);
  expect(read(signer.sign('backup', statement), former.signers)).toEqual(statement);
  expect(signer.signers.installation).toBe(first.id);
});

test('a statement that is altered, of another kind, signed by another key, or of another installation is refused', () => {
  const signed = signer.sign('backup', statement);
  expect(() => read({ ...signed, statement: { ...statement, n: 2 } })).toThrow('FILE is refused: it was altered');
  expect(() => read(signed, signer.signers, 'proof')).toThrow('signed for something else');
  expect(() => read(stranger.sign('backup', statement))).toThrow('a key that is not of your installation');
  expect(() => read(stranger.sign('backup', { ...statement, installation: stranger.signers.installation }))).toThrow(
    `it says it is of the installation ${stranger.signers.installation}, and yours is ${first.id}`,
  );
  // A later key counts only where the key before it signed it.
  const [vouched] = signed.vouched;
  const own = stranger.sign('backup', statement);
  expect(() => read({ ...own, vouched: [{ ...vouched!, key: own.key }] })).toThrow('a key that is not of your installation');
  expect(() => read(signed, { ...signer.signers, keys: stranger.signers.keys })).toThrow('a key that is not of your installation');
});

test('an unsigned statement and one in an unknown format are refused, and no key of the ledger signs backups', () => {
  const log = keysOf(() => [first, second]).signer('log');
  expect(signer.signers.keys).not.toContain(log.publicKey.toString('base64url'));
  for (const text of ['', 'x', '{}', JSON.stringify({ format: 1, ...statement })])
    expect(() => verifySigned(text, { kind: 'backup', schema, signers: signer.signers, file: 'FILE' })).toThrow(
      'FILE is refused: it is not signed',
    );
  expect(() => read(signer.sign('backup', { ...statement, more: 1 }))).toThrow('does not know its format');
});
