import { z } from 'zod';
import { Device } from '#platform/http/device.ts';

/** The server sets these, never the body: see HEADER_FIELDS. */
export const Opening = {
  sessionToken: z.string(),
  device: Device.default({ browser: 'other', system: 'other' }),
};
const attemptToken = z.string().max(100);

/** The state of a sign-in: signed in; waiting for a second factor, by one of these methods; or waiting for one to be set up. */
export const Step = z.object({
  step: z.enum(['in', 'second-factor', 'set-up']),
  methods: z.array(z.enum(['totp', 'recovery-code', 'passkey'])),
});

/** Work done for the challenge of an earlier answer: a number for each of its eight shares (work.rules.ts). */
export const Work = z
  .strictObject({ challenge: z.string().max(200), answer: z.string().regex(/^\d{1,12}(,\d{1,12}){7}$/) })
  .describe(
    'Proof of work, asked for by a 429 with the code people/work-asked: its `challenge`, whose second part between full stops is a number of bits b, and eight ' +
      'whole numbers separated by commas. The SHA-256 of `challenge:n:number` begins with b - 3 zero bits for each n from 1 to 8.',
  );

const Code = z
  .string()
  .transform((code) => code.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));
/** 160 bits in base 32, made in the browser. */
const Secret = z.string().regex(/^[A-Z2-7]{32}$/);

export const EnterByTotp = z.strictObject({ code: Code, attemptToken, ...Opening });
export const EnterByRecoveryCode = z.strictObject({ recoveryCode: z.string().min(16).max(40), attemptToken, ...Opening });
export const SetUpTotpAtSignIn = z.strictObject({ secret: Secret, code: Code, attemptToken, ...Opening });
export const SetUpTotp = z.strictObject({ secret: Secret, code: Code });
