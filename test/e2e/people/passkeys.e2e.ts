import { randomUUID } from 'node:crypto';
import type { CDPSession, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

// Only Chromium has a virtual authenticator.
const story = test.skipIf(browserName() === 'firefox');
const ANONYMOUS = ['GET /desk/api/session 401'];

type Kept = {
  credentialId: string;
  privateKey: string;
  userHandle?: string;
  rpId?: string;
  signCount: number;
  isResidentCredential: boolean;
};

/** Chromium's virtual authenticator: a device that stores passkeys and has just verified its owner's fingerprint. */
async function device(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const add = async () => {
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const;
    return (await session.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
  };
  let authenticatorId = await add();
  return {
    kept: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials as Kept[],
    /** Replaces it by another device with a copy of the key, made when the counter had this value. */
    replaceByCopy: async (credential: Kept, signCount: number) => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      authenticatorId = await add();
      await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } });
    },
    /** The device no longer recognises the owner's fingerprint. */
    forgetFinger: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
  };
}

const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('**/desk/sign-in');
};
const signInByPasskey = (page: Page) => page.getByRole('button', { name: 'Use a passkey' }).click();

story('access: a passkey is added, signs in without an address, reveals a copy, and is removed', async () => {
  const { address } = inject('exercise');
  // No other story uses this person, because a new factor ends the person's other sessions.
  const { email, password } = accountOf('Hanna Weil');
  const refused = [...ANONYMOUS, 'POST /desk/api/session/passkey 401'];
  await visit({ address, as: { email }, refused }, async (page) => {
    const authenticator = await device(page);
    await page.goto('/desk/account');
    await settle(page);
    const mine = page.getByRole('region', { name: 'Passkeys' });
    await mine.getByText('You have no passkeys yet.').waitFor();
    await mine.getByRole('button', { name: 'Add a passkey' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await mine.getByLabel('Passkey name').fill('Blue key');
    await mine.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Passkey added. You can now sign in with it.').waitFor();
    await mine.getByText('not used yet').waitFor();
    const [kept] = await authenticator.kept();
    expect(kept).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });

    await signOut(page);
    await signInByPasskey(page);
    await page.waitForURL(/\/desk\/?$/);
    await page.getByText('Hanna Weil').first().waitFor();
    await signOut(page);
    // A typed address, even another person's, has no effect: the device knows whose passkey it is.
    await page.getByLabel('Email address').fill('another.person@exercise.example');
    await signInByPasskey(page);
    await page.waitForURL(/\/desk\/?$/);
    await signOut(page);

    await authenticator.replaceByCopy(kept!, kept!.signCount);
    await signInByPasskey(page);
    await page.getByRole('alert').getByText('Someone else may have a copy of this passkey, so').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    // In the exercise a password is enough, but a person who has set a second factor must use it.
    await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor();
    await authenticator.replaceByCopy(kept!, 1_000);
    await signInByPasskey(page);
    await page.waitForURL(/\/desk\/?$/);

    await page.goto('/desk/account');
    await settle(page);
    await mine.getByText('Its counter went backwards: someone else may have a copy.').waitFor();
    await mine.getByRole('button', { name: 'Remove passkey Blue key' }).click();
    await mine.getByText('Remove “Blue key”?').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await mine.getByRole('button', { name: 'Remove passkey Blue key' }).click();
    await mine.getByText('You have no passkeys yet.').waitFor();

    await signOut(page);
    await signInByPasskey(page);
    await page.getByRole('alert').getByText('This passkey does not belong to an account here').waitFor();
  });
});

story('access: an invited person opens the account with a passkey and never has a password', async () => {
  const { address } = inject('exercise');
  let token = '';
  await visit({ address, as: accountOf('Ines Harrow') }, async (_page, context) => {
    const invited = await context.request.post('/desk/api/people', {
      data: { name: 'Newcomer', email: `newcomer.${randomUUID()}@exercise.example`, language: 'en' },
      headers: { 'idempotency-key': randomUUID() },
    });
    token = ((await invited.json()) as { token: string }).token;
  });
  await visit({ address }, async (page) => {
    const authenticator = await device(page);
    await page.goto(`/desk/invitation/${token}`);
    await page.getByLabel('Passkey on this device or a security key').check();
    expect(await page.getByLabel('Confirm password').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    // A device that does not recognise the fingerprint makes no passkey, and the page says what to do.
    await authenticator.forgetFinger();
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await authenticator.kept()).toEqual([]);
  });
  await visit({ address, refused: ANONYMOUS }, async (page) => {
    await device(page);
    await page.goto(`/desk/invitation/${token}`);
    await page.getByLabel('Passkey on this device or a security key').check();
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.waitForURL(/\/desk\/?$/);
    // Requests that the page still makes when its session ends are rightly refused.
    await settle(page);
    await signOut(page);
    await signInByPasskey(page);
    await page.waitForURL(/\/desk\/?$/);
    await page.getByText('Newcomer').first().waitFor();
  });
});
