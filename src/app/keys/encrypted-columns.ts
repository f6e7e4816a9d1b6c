import type { EncryptedColumn } from '#platform/encrypted-column.ts';
import { VOUCHER_KEY } from '#platform/identity/voucher.ts';
import { MESSAGE_CONTENT } from '#platform/mail/message.ts';
import { TOTP_COLUMNS } from '#rooms/people/sign-in/totp.store.ts';

/** Every column with encrypted values, for `manumit keys rotate`. A column named `…_encrypted` that is missing here fails a test. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [VOUCHER_KEY, ...TOTP_COLUMNS, MESSAGE_CONTENT];
