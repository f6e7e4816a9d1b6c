import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type MatrixSearch, readMatrixSearch, withoutAbsent } from './matrix-search.ts';

/** The view of the matrix in the address, and a function that changes a part of it. `undefined` removes a key. */
export function useMatrixSearch(): [MatrixSearch, (part: MatrixSearch) => void] {
  const values = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const search = useMemo(() => readMatrixSearch(values), [values]);
  const change = useCallback(
    (part: MatrixSearch) =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => withoutAbsent({ ...readMatrixSearch(old), ...part }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return [search, change];
}
