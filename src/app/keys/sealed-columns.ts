import { VOUCHER_KEY } from '#platform/identity/voucher.ts';
import { MESSAGE_CONTENT } from '#platform/mail/message.ts';
import type { SealedColumn } from '#platform/sealed-column.ts';
import { TOTP_COLUMNS } from '#rooms/people/sign-in/totp.store.ts';

/** Every column with sealed values, for `manumit keys rotate`. A column named `…sealed` that is missing here fails a test. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [VOUCHER_KEY, ...TOTP_COLUMNS, MESSAGE_CONTENT];
