import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkpointText, parseCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts';
import {
  COSIGNATURE,
  checkSignatures,
  cosignatureBytes,
  cosignedMessage,
  ED25519,
  formatVerifier,
  NoteFault,
  parseNote,
  parseVerifier,
  signatureLine,
  verifierOf,
} from './note.ts';
import { emptyRoot } from './tree.ts';

const reasonOf = (work: () => unknown) => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof NoteFault ? error.reason : String(error);
  }
};

function signer() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  return { publicKey: raw, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
}

describe('published examples', () => {
  // C2SP signed-note, "Example".
  const NOTE =
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
  const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

  it('include the signed note of C2SP, which verifies, while changed ones do not', () => {
    const [signed] = checkSignatures(parseNote(NOTE), [parseVerifier(KEY)]);
    expect(signed?.verifier.name).toBe('example.com/foo');
    expect(formatVerifier(parseVerifier(KEY))).toBe(KEY);
    expect(reasonOf(() => checkSignatures(parseNote(NOTE.replace('example message', 'exemple message')), [parseVerifier(KEY)]))).toBe(
      'wrong-signature',
    );
  });

  // golang.org/x/mod sumdb/note, TestNewVerifier.
  it('include a key, which is refused with any letter changed or missing', () => {
    const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(parseVerifier(key).name).toBe('PeterNeumann');
    for (let from = 0; from <= key.length; from++)
      for (let to = from + 1; to <= key.length; to++)
        if (to - from !== key.length) expect(reasonOf(() => parseVerifier(key.slice(from, to)))).toBe('malformed');
    for (let at = 0; at < key.length; at++) {
      const changed = key.slice(0, at) + String.fromCharCode(key.charCodeAt(at) + 1) + key.slice(at + 1);
      expect(
        reasonOf(() => parseVerifier(changed)),
        changed,
      ).toBe('malformed');
    }
    for (const wrong of [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ])
      expect(reasonOf(() => parseVerifier(wrong))).toBe('malformed');
  });

  // A real checkpoint of the Go checksum database (FiloSottile/torchwood, cmd/litewitness/testdata/sumdb.txt).
  it('include a checkpoint of sum.golang.org, which verifies', () => {
    const { note, origin, size } = parseCheckpoint(
      'go.sum database tree\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n\n— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=\n',
    );
    expect([origin, size]).toEqual(['go.sum database tree', 35_225_469]);
    expect(checkSignatures(note, [parseVerifier('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8')])).toHaveLength(1);
  });

  // C2SP tlog-cosignature: the example and the message that it signs. Its keys are not published, so only its form can be checked.
  it('include the cosigned checkpoint of C2SP, which parses to the stated values', () => {
    const { note, size } = parseCheckpoint(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
    );
    expect(size).toBe(20_852_163);
    expect(note.signatures[1]?.signature.readBigUInt64BE()).toBe(1_679_315_147n);
    expect(cosignedMessage(note.text, 1_679_315_147).toString()).toBe(
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    );
  });

  // golang.org/x/mod sumdb/tlog, TestParseTree.
  it('are refused when damaged', () => {
    const good = 'go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n';
    expect(checkpointText(parseCheckpointText(good))).toBe(good);
    for (const bad of [
      'go.sum database tree\n0xabcdef\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n',
      'go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBTOOBIG=\n',
      'go.sum database tree\n0123\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n',
      good.slice(0, -1),
      `${good}\n`,
      `\n${good.split('\n').slice(1).join('\n')}`,
    ])
      expect(
        reasonOf(() => parseCheckpointText(bad)),
        bad,
      ).toBe('malformed');
  });
});

describe('signing', () => {
  const log = signer();
  const witness = signer();
  const signed = signCheckpoint({ origin: 'manumit-log/test', size: 0, root: emptyRoot() }, log);
  const logKey = verifierOf('manumit-log/test', log.publicKey, ED25519);
  const witnessKey = verifierOf('witness.example/w1', witness.publicKey, COSIGNATURE);
  const { text } = parseNote(signed);
  const cosigned = signed + signatureLine(witnessKey, cosignatureBytes(1_700_000_000, witness.sign(cosignedMessage(text, 1_700_000_000))));

  it('makes a checkpoint and a cosignature that verify, with the time of the witness', () => {
    expect(checkSignatures(parseNote(cosigned), [logKey, witnessKey]).map(({ verifier, time }) => [verifier.name, time])).toEqual([
      ['manumit-log/test', null],
      ['witness.example/w1', 1_700_000_000],
    ]);
  });

  it('is checked with known keys only: unknown keys are ignored, and a wrong signature of a known key invalidates the note', () => {
    const stranger = verifierOf('manumit-log/test', signer().publicKey, ED25519);
    expect(checkSignatures(parseNote(cosigned), [stranger])).toEqual([]);
    const line = parseNote(cosigned).signatures[1]!;
    const later = cosigned.replace(line.line, signatureLine(witnessKey, cosignatureBytes(1_700_000_001, line.signature.subarray(8))));
    expect(reasonOf(() => checkSignatures(parseNote(later), [logKey, witnessKey]))).toBe('wrong-signature');
  });

  it('uses the format of a note, and parseNote refuses malformed text', () => {
    for (const bad of ['', 'text\n', 'text\n\n', `${signed}\n`, signed.slice(0, -1), signed.replace('\n0\n', '\n\t0\n'), `${signed}junk\n`])
      expect(
        reasonOf(() => parseNote(bad)),
        JSON.stringify(bad),
      ).toBe('malformed');
  });
});
