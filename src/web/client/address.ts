import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The query string of the address, as plain texts. */
export type AddressValues = Partial<Record<string, string>>;

/** Filters are kept in the address: `const [values, change] = useAddress(); change({ status: 'met' })`; an empty text removes a filter. */
export function useAddress(): [AddressValues, (next: AddressValues) => void] {
  const values = useSearch({ strict: false }) as AddressValues;
  const navigate = useNavigate();
  const change = useCallback(
    (next: AddressValues) => void navigate({ to: '.', search: (old: AddressValues) => ({ ...old, ...next }), replace: true }),
    [navigate],
  );
  return [values, change];
}

/** Reads a query string as plain texts: `?clause=5` stays the text 5. */
export function readSearch(search: string): AddressValues {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes the query string; empty values are left out. */
export function writeSearch(values: Record<string, unknown>): string {
  const filled = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : []));
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
}
