/** The public interface of the room: what other rooms and the start may call. */
export { storeCertificateKeys } from './certificates/certificate-keys.ts';
export { storePaperVersions } from './papers/store-paper-versions.ts';
export { keyOf, MIN_ASKED } from './progress/check.rules.ts';
export { completionStatements, type NewCompletion, type NewSignature, signatureStatements } from './progress/completion.ts';
