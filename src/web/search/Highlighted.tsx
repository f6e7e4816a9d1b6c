import { placesOf } from '#kernel/search.ts';

/** A text in which what the terms match is marked. */
export function Highlighted({ terms, children }: { terms: readonly string[]; children: string }) {
  const places = placesOf(terms, children);
  const starts = [0, ...places.map(([, to]) => to)];
  return (
    <>
      {starts.map((start, at) => (
        <span key={start}>
          {children.slice(start, places[at]?.[0])}
          {places[at] && <mark>{children.slice(...places[at])}</mark>}
        </span>
      ))}
    </>
  );
}
