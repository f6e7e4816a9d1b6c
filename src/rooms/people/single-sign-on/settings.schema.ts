import { z } from 'zod';
import { isIn, ROLES } from '#kernel/roles.ts';

const BothWords = z.strictObject({ en: z.string().trim().min(1).max(300), fr: z.string().trim().min(1).max(300) });
const LOOPBACK = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/;

// Claims that people can change themselves, or that a provider may later give to another person, prove no identity.
const CHANGEABLE = ['email', 'preferred_username', 'name', 'nickname', 'given_name', 'family_name', 'phone_number'];

const ListedGrant = z
  .strictObject({
    role: z.enum(ROLES),
    party: z
      .string()
      .regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, 'must be the code of a party, such as NO')
      .optional(),
  })
  .refine(({ role, party }) => party !== undefined || isIn('held-without-party', role), {
    path: ['party'],
    error: 'is needed: this role is held at a party',
  });

const Rule = z.strictObject({
  /** Name of a claim of the ID token, or its path where it is nested: ["realm_access", "roles"]. */
  claim: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .refine((claim) => !CHANGEABLE.includes(typeof claim === 'string' ? claim : claim[0]!), {
      error: 'must not be something that changes hands, such as an address or a name: use sub, a group or a role',
    }),
  /** The claim is this text, or a list with this text in it. Nothing else matches: no pattern, no "anybody". */
  equals: z.string().min(1),
  grants: z.array(ListedGrant).min(1, 'must name at least one grant'),
});

/** The file OIDC_CONFIG names (docs/operate/single-sign-on.md). */
export const SingleSignOnFile = z.strictObject({
  /** What the button is called, such as "Ministry account". */
  name: BothWords,
  issuer: z.url().refine((url) => url.startsWith('https://') || LOOPBACK.test(url), { error: 'must be an address with https://' }),
  clientId: z.string().min(1),
  /** A file that only its owner can read; without it the secret is OIDC_CLIENT_SECRET of the environment. */
  clientSecretFile: z.string().min(1).optional(),
  clientAuthentication: z.enum(['basic', 'post']).default('basic'),
  idTokenAlgorithm: z.enum(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA']).default('RS256'),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
    .default(['openid', 'profile'])
    .refine((scopes) => scopes.includes('openid'), { error: 'must have openid among them' }),
  /** Shown to everybody whom the list does not name. */
  whomToAsk: BothWords,
  rules: z.array(Rule).min(1, 'must have at least one rule: without any nobody comes in'),
});

/** The settings with the secret from its file or the environment. */
export type SingleSignOnSettings = Omit<z.output<typeof SingleSignOnFile>, 'clientSecretFile'> & { clientSecret: string };
export type ListedGrant = z.output<typeof ListedGrant>;

/** What the sign-in page shows of single sign-on. */
export const SignInMethods = z.object({ singleSignOn: z.object({ name: BothWords, whomToAsk: BothWords }).nullable() });
