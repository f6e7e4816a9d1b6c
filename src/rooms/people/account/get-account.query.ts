import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { AccountView } from './account.schema.ts';
import { ownAccount, ownDevices } from './account.store.ts';

/** The subject's own account: password, second factor, unused recovery codes, devices. */
export const getAccount = defineQuery({
  name: 'people/get-account',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: AccountView,
  run: async ({ db }) => ({ ...(await ownAccount(db)), devices: await ownDevices(db) }),
});
