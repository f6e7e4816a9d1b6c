import type { ReactNode } from 'react';

/** Facts by name: one below the other, or `across` as the strip at the head of a dossier. */
export function KeyValues({
  items,
  across = false,
}: {
  items: readonly { key: string; name: string; value: ReactNode }[];
  across?: boolean;
}) {
  return (
    <dl className={across ? 'facts' : 'pairs'}>
      {items.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
