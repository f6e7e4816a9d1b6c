import { type ReactNode, useState } from 'react';

/** How many rows of a table are shown before the others are asked for. */
export const FIRST_ROWS = 5;

/**
 * A table of which the screen shows the first rows, and a button that shows or hides the others. Print shows all of them below one head. `more` is the text of
 * the button.
 */
export function FirstRows({ rows, more, children }: { rows: number; more: string; children: ReactNode }) {
  const [all, showAll] = useState(false);
  return (
    <>
      <div className={all ? undefined : 'first-rows'}>{children}</div>
      {rows > FIRST_ROWS && (
        <button type="button" className="more-rows no-print" aria-expanded={all} onClick={() => showAll(!all)}>
          {more}
        </button>
      )}
    </>
  );
}
