import { Fragment, type ReactNode, useState } from 'react';
import type { CommentRule, OfferedAction } from '#kernel/machine.ts';
import { Button } from './Button.tsx';
import type { CommentWords } from './CommentForm.tsx';
import { later } from './later.tsx';

const CommentForm = later(() => import('./CommentForm.tsx').then((file) => file.CommentForm));

/**
 * The buttons of a table of states: the actions that the reader may take now, in the order of the table. An action with a comment opens its form first, in place
 * of the buttons. The page supplies what the table cannot: words, `forms` with fields of their own, `links` to pages that carry an action out, and `opens` for
 * forms that it shows in another place. Give it the version of the record as `key`, so that a form closes once its action is done.
 */
export function Actions<Action extends string>({
  offered,
  label,
  comment,
  run,
  about,
  isInRow = false,
  waiting,
  forms,
  links,
  opens,
  children,
}: {
  offered: readonly OfferedAction<Action>[];
  // Methods, so that a page may narrow the parameter: only actions with a button are labelled, only those with a comment ask for one.
  label(action: Action): string;
  /** The words of the comment's field. */
  comment?(action: Action): { label: string; hint?: string };
  run(action: Action, words: CommentWords): void;
  /** What the actions are about, for who does not see the row that they are in. */
  about?: string;
  /** In a row of a table or list: quiet buttons, without a main one. */
  isInRow?: boolean;
  waiting: boolean;
  forms?: { readonly [action in Action]?: (close: () => void) => ReactNode };
  links?: { readonly [action in Action]?: ReactNode };
  /** Opens the form of an action in another place, such as a drawer. The form takes the comment rule of the table. */
  opens?: { readonly [action in Action]?: (rule: CommentRule | null) => void };
  /** Further buttons, after those of the table. */
  children?: ReactNode;
}) {
  const [open, setOpen] = useState<Action>();
  const visible = offered.filter(({ button }) => button !== null);
  const main = visible.find(({ button }) => button === 'main');
  const current = visible.find(({ action }) => action === open);
  const close = () => setOpen(undefined);
  if (current !== undefined) {
    const form = forms?.[current.action];
    if (form) return form(close);
    if (current.comment !== null)
      return (
        <CommentForm
          rule={current.comment}
          {...comment!(current.action)}
          button={label(current.action)}
          waiting={waiting}
          send={(words) => run(current.action, words)}
          close={close}
        />
      );
  }
  const press = ({ action, comment: rule }: OfferedAction<Action>) => {
    const openElsewhere = opens?.[action];
    if (openElsewhere) openElsewhere(rule);
    else if (rule !== null || forms?.[action]) setOpen(action);
    else run(action, {});
  };
  if (visible.length === 0 && !children) return null;
  return (
    <div className={isInRow ? 'no-print' : 'page-actions no-print'}>
      {visible.map((one) => (
        <Fragment key={one.action}>
          {links?.[one.action] ?? (
            <Button kind={isInRow ? 'quiet' : one === main ? 'main' : 'plain'} waiting={waiting} onClick={() => press(one)}>
              {label(one.action)}
              {about && <span className="out-of-sight"> {about}</span>}
            </Button>
          )}
        </Fragment>
      ))}
      {children}
    </div>
  );
}
