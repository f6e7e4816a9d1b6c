import { Link, type LinkProps } from '@tanstack/react-router';

/** Pages side by side, each with its own address; `on` marks the open one. */
export function Tabs({
  name,
  items,
}: {
  name: string;
  items: readonly {
    to: LinkProps['to'];
    params?: Record<string, string>;
    search?: Record<string, string | undefined>;
    text: string;
    count?: number;
    on: boolean;
  }[];
}) {
  return (
    <nav className="tabs no-print" aria-label={name}>
      {items.map(({ to, params, search, text, count, on }) => (
        <Link
          key={text}
          to={to}
          params={params as never}
          search={(search ?? {}) as never}
          // The router would also mark an address without a filter as open when the filtered one is: only `on` decides.
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
          aria-current={on ? 'page' : undefined}
        >
          {text}
          {count !== undefined && <span className="count">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
