import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { type Faults, useFaults } from './faults.ts';

type Given<Field extends string> = Record<Field, string>;
type Wrong = Partial<Record<string, string>>;

/**
 * A form of a few fields that stands on somebody's first page: it reads what is written when it is sent, and needs no library of forms.
 * Every field that `labels` names (by its `name`, which is its `id` too) is needed; `check` says what else does not fit.
 * `const { faults, form } = usePlainForm(...)`, then `<form {...form}>`.
 */
export function usePlainForm<Field extends string>({
  labels,
  problem,
  check,
  send,
}: {
  labels: Readonly<Record<Field, string>>;
  problem: Error | null;
  check?: (given: Given<NoInfer<Field>>) => { readonly [Name in NoInfer<Field>]?: string };
  send: (given: Given<Field>) => void;
}): { faults: Faults; form: { className: string; noValidate: true; onSubmit: Listener; onInput: Listener } } {
  const say = useSay(sayDesk);
  const [wrong, setWrong] = useState<Wrong>({});
  const errors = Object.fromEntries(Object.entries(wrong).map(([field, message]) => [field, { type: 'validate', message }]));
  const faults = useFaults({ labels, errors, problem: Object.keys(wrong).length > 0 ? null : problem });
  const first = useRef<string>(undefined);
  first.current = faults.list[0]?.id;
  // What the server refused may lie above what is seen of the page, as the button stands at its end.
  useEffect(() => {
    if (problem === null) return;
    if (first.current !== undefined) document.getElementById(first.current)?.focus();
    else document.querySelector('.summary')?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const look = (form: HTMLFormElement) => {
    const given = Object.fromEntries(new FormData(form)) as Given<Field>;
    const empty = Object.keys(labels).filter((field) => given[field as Field]?.trim() === '');
    const found: Wrong = { ...check?.(given), ...Object.fromEntries(empty.map((field) => [field, say('form.needed')])) };
    return { given, found };
  };
  return {
    faults,
    form: {
      className: 'form',
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        const { given, found } = look(event.currentTarget);
        setWrong(found);
        const first = Object.keys(labels).find((field) => field in found);
        if (first === undefined) send(given);
        else (event.currentTarget.elements.namedItem(first) as HTMLElement | null)?.focus();
      },
      // What was found wrong is looked at again while it is mended; nothing new is held against somebody who still writes.
      onInput: (event) => {
        const { found } = look(event.currentTarget);
        setWrong((before) => Object.fromEntries(Object.entries(found).filter(([field]) => field in before)));
      },
    },
  };
}

type Listener = (event: FormEvent<HTMLFormElement>) => void;
