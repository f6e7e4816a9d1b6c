import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Answer, TestBed, TestPerson } from '#test/database/harness.ts';

/** How a test falsifies an answer of the authenticator below, to see it refused. */
export type Bent = {
  origin?: string;
  rpId?: string;
  verified?: boolean;
  counter?: number;
  key?: KeyObject;
  type?: string;
  challenge?: string;
};

export type SoftAuthenticator = ReturnType<typeof softAuthenticator>;
type Options = { challenge: string };

/** An authenticator in software: one ES256 key whose counter increases with each proof. The browser test uses the real one, in Chromium. */
export function softAuthenticator(site = { rpId: 'localhost', origin: 'http://localhost' }) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 1;

  const clientData = (type: string, { challenge }: Options, bent: Bent) =>
    Buffer.from(
      JSON.stringify({
        type: bent.type ?? type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? site.origin,
        crossOrigin: false,
      }),
    );
  const head = (flags: number, bent: Bent) =>
    Buffer.concat([
      sha256(bent.rpId ?? site.rpId),
      Buffer.of(bent.verified === false ? flags & ~0x04 : flags),
      uint32(bent.counter ?? counter),
    ]);
  const answer = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const, clientExtensionResults: {} };

  return {
    id,
    /** Sets the counter, as a copy of this authenticator would have it. */
    setCounter: (next: number) => {
      counter = next;
    },
    register(options: Options, bent: Bent = {}) {
      const { x, y } = publicKey.export({ format: 'jwk' });
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x!, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y!, 'base64url'),
      ]);
      const length = Buffer.of(id.length >> 8, id.length & 0xff);
      const authData = Buffer.concat([head(0x45, bent), Buffer.alloc(16), length, id, cose]);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.of(authData.length),
        authData,
      ]);
      const clientDataJSON = clientData('webauthn.create', options, bent).toString('base64url');
      return { ...answer, response: { clientDataJSON, attestationObject: attestation.toString('base64url'), transports: ['internal'] } };
    },
    prove(options: Options, bent: Bent = {}) {
      counter += 1;
      const authenticatorData = head(0x05, bent);
      const data = clientData('webauthn.get', options, bent);
      const signature = createSign('sha256')
        .update(authenticatorData)
        .update(sha256(data))
        .sign(bent.key ?? privateKey);
      return {
        ...answer,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
    },
  };
}

/** Signs in with it, without an address unless the body has one. */
export async function enterWith(bed: TestBed, key: SoftAuthenticator, bent?: Bent, body: object = {}): Promise<Answer> {
  const options = (await bed.call(null, 'POST', '/desk/api/session/passkey-options', body)).body;
  return bed.call(null, 'POST', '/desk/api/session/passkey', { assertion: key.prove(options, bent) });
}

/** The session of the cookie in an answer. */
export function sessionOf({ headers }: Answer): TestPerson {
  return { personId: '', email: '', token: /manumit_desk=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? 'none' };
}

/** Status and code of an answer. */
export function outcomeOf({ status, body }: Answer): [number, string] {
  return [status, body.code];
}

/** Another key of the same kind. */
export function otherKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function sha256(what: string | Buffer): Buffer {
  return createHash('sha256').update(what).digest();
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
