import * as client from 'openid-client';
import { AppError } from '#kernel/errors.ts';
import type { SingleSignOnSettings } from './settings.schema.ts';
import '../errors.ts';

/** The redirect URI; the provider must have exactly this one registered. */
export const CALLBACK = '/desk/single-sign-on/callback';

/** The values that bind an answer of the provider to the browser that asked. */
export type Checks = { state: string; nonce: string; verifier: string };

/** The identity provider of an installation. */
export type SingleSignOn = {
  readonly settings: SingleSignOnSettings;
  /** The address of the provider's sign-in page, with all parameters. Throws people/single-sign-on-away. */
  startAt(checks: Checks): Promise<URL>;
  /** The checked claims of the ID token. Throws people/single-sign-on-failed, with the reason's code in `why`, or people/single-sign-on-away. */
  claimsAt(callback: URL, checks: Checks): Promise<client.IDToken>;
};

const TIMEOUT_S = 10;

/** A client for the provider in these settings. Discovery runs at the first sign-in, so that a start never waits for it. */
export function singleSignOnOf(settings: SingleSignOnSettings, deskUrl: string): SingleSignOn {
  let known: Promise<client.Configuration> | undefined;
  const provider = () => {
    // After a failed discovery, the next sign-in tries again.
    known ??= discover(settings).catch((cause: unknown) => {
      known = undefined;
      throw new AppError('people/single-sign-on-away', { cause });
    });
    return known;
  };
  return {
    settings,
    async startAt({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await provider(), {
        redirect_uri: `${deskUrl}${CALLBACK}`,
        scope: settings.scopes.join(' '),
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async claimsAt(callback, { state, nonce, verifier }) {
      const configuration = await provider();
      try {
        const tokens = await client.authorizationCodeGrant(configuration, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return tokens.claims()!;
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && error.message === 'fetch failed'))
          throw new AppError('people/single-sign-on-away');
        throw new AppError('people/single-sign-on-failed', { why: code ?? (error as Error).name });
      }
    },
  };
}

/** Discovers the provider, as the first sign-in will. Throws the cause of a failure. */
export async function discover(settings: SingleSignOnSettings): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret, clientAuthentication, idTokenAlgorithm } = settings;
  const authentication = clientAuthentication === 'basic' ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
  // Verifies the signature even of a token that came directly from the provider. Plain http is allowed only for a provider on this machine.
  const execute = [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])];
  return client.discovery(new URL(issuer), clientId, { id_token_signed_response_alg: idTokenAlgorithm }, authentication, {
    execute,
    timeout: TIMEOUT_S,
  });
}
