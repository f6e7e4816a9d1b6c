import { createHash, verify, X509Certificate } from 'node:crypto';
import { AppError } from '#kernel/errors.ts';
import { isRaw, type Raw } from './form.rules.ts';
import { type Allowance, chargeParts, readJson } from './read-json.rules.ts';
import { isSameStatement } from './same.rules.ts';
import '../errors.ts';

/** The usage type of an attachment that signs its statement. */
export const SIGNATURE = 'http://adlnet.gov/expapi/attachments/signature';

const ALGORITHMS: Record<string, string> = { RS256: 'RSA-SHA256', RS384: 'RSA-SHA384', RS512: 'RSA-SHA512' };
/** What a signature costs of its request's allowance besides its text: the sender chooses the key, and a long one is slow to check. */
const PARTS_OF_SIGNATURE = 500;
const wrong = () => new AppError('lrs/signature-wrong');

/**
 * Checks the signature of a statement (JWS, compact): the algorithm is one of the three allowed, the signed payload says what the statement says, and, if the
 * certificate is included, the signature matches its key. One file may sign many statements; it is read for each of them, and each reading counts against the
 * allowance.
 */
export function checkSignature(statement: Raw, content: Buffer, allowance: Allowance): void {
  chargeParts(allowance, PARTS_OF_SIGNATURE);
  const [head, payload, signature, ...rest] = content.toString('latin1').trim().split('.');
  if (!head || !payload || !signature || rest.length > 0) throw wrong();
  const [header, signed] = [decoded(head, allowance), decoded(payload, allowance)];
  const algorithm = ALGORITHMS[String(header.alg)];
  if (algorithm === undefined || !isSameStatement(signed, withoutSignature(statement))) throw wrong();
  const chain = header.x5c;
  if (chain === undefined) return;
  if (!Array.isArray(chain) || typeof chain[0] !== 'string') throw wrong();
  if (!isSignedBy(chain[0], algorithm, Buffer.from(`${head}.${payload}`), Buffer.from(signature, 'base64url'))) throw wrong();
}

// A statement is signed before the signature is attached to it.
function withoutSignature({ attachments, ...statement }: Raw): Raw {
  const rest = (attachments as Raw[] | undefined)?.filter(({ usageType }) => usageType !== SIGNATURE) ?? [];
  return rest.length > 0 ? { ...statement, attachments: rest } : statement;
}

function decoded(part: string, allowance: Allowance): Raw {
  try {
    const value = readJson(Buffer.from(part, 'base64url'), allowance);
    if (isRaw(value)) return value;
  } catch (error) {
    if (error instanceof AppError && error.code === 'lrs/too-many-parts') throw error;
    // Reported below, with every other fault.
  }
  throw wrong();
}

function isSignedBy(certificate: string, algorithm: string, what: Buffer, signature: Buffer): boolean {
  try {
    return verify(algorithm, what, new X509Certificate(Buffer.from(certificate, 'base64')).publicKey, signature);
  } catch {
    return false;
  }
}

const LENGTHS: Record<number, string> = { 56: 'sha224', 64: 'sha256', 96: 'sha384', 128: 'sha512' };

/** Whether bytes have this hash of the SHA-2 family; its length says which. */
export function hasHash(content: Buffer, sha2: string): boolean {
  const algorithm = LENGTHS[sha2.length];
  return algorithm !== undefined && createHash(algorithm).update(content).digest('hex') === sha2.toLowerCase();
}
