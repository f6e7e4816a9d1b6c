import type { KeyboardEvent } from 'react';

/**
 * In a column of figures Enter moves to the next row, as on a sheet. After the last first look it moves to the tests; after the last test it records the class.
 */
export function nextLine(event: KeyboardEvent<HTMLFormElement>) {
  const here = event.target;
  if (event.key !== 'Enter' || !(here instanceof HTMLInputElement) || here.type !== 'number') return;
  const column = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[name="${here.name}"]`)];
  const tests = here.name === 'knewBefore' ? event.currentTarget.querySelector<HTMLInputElement>('input[name="right"]') : null;
  const next = column[column.indexOf(here) + 1] ?? tests;
  if (next === null) return;
  event.preventDefault();
  next.focus();
  next.select();
}

type FigureWords = { name: string; max: number; label: string; value: string; onValue: (value: string) => void };

/** How many answers of one sheet are right. */
export function Figure({ name, max, label, value, onValue }: FigureWords) {
  return (
    <input
      className="input"
      type="number"
      inputMode="numeric"
      min={0}
      max={max}
      name={name}
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}

type TickWords = { label: string; checked: boolean; onCheck: (checked: boolean) => void };

/** What is rare on one sheet. */
export function Tick({ label, checked, onCheck }: TickWords) {
  return <input type="checkbox" aria-label={label} checked={checked} onChange={(event) => onCheck(event.target.checked)} />;
}
