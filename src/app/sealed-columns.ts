import type { SealedColumn } from '#platform/sealed-column.ts';

/** Every column with sealed values, for `manumit keys rotate`. A column named `…sealed` that is missing here fails a test. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [];
