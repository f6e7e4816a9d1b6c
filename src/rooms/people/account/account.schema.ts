import { z } from 'zod';
import { Device } from '#platform/http/device.ts';
import { Invited, Password } from '../people.schema.ts';

/** The person's own account: its credentials, and the signed-in devices. */
export const AccountView = z.object({
  passwordChangedAt: z.string().nullable(),
  totpSetAt: z.string().nullable(),
  /** How many recovery codes are unused. */
  recoveryCodes: z.number(),
  factors: z.array(z.string()),
  /** Whether an account with a password must have a second factor; an exercise does not require one. */
  required: z.boolean(),
  /** Whether this session is new enough to change a factor. */
  fresh: z.boolean(),
  devices: z.array(Device.extend({ id: z.string(), since: z.string(), seen: z.string(), current: z.boolean() })),
});

export const ChangePassword = z.strictObject({ present: z.string().min(1).max(200), password: Password });
export const EndDevice = z.strictObject({ sessionId: z.uuid() });
export const EndOthers = z.strictObject({});
export const DevicesEnded = z.object({ ended: z.number() });
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export const ResetAccount = z.strictObject({ personId: z.uuid() });
/** The link to hand over. `singleSignOn`: the provider signs the person in, there is no link, and `token` is empty. */
export const AccountReset = Invited.extend({ singleSignOn: z.boolean() });
