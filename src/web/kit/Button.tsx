import type { ComponentProps } from 'react';

/** One main button per area; plain next to it; quiet for rare actions; icon for an icon without text, which then needs `aria-label`. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'icon';
const CLASSES: Record<ButtonKind, string> = { main: 'button main', plain: 'button', quiet: 'button quiet', icon: 'button icon-only' };

/** The class of a button kind, for links that look like one. */
export function buttonClass(kind: ButtonKind = 'plain'): string {
  return CLASSES[kind];
}

/** A button. With `waiting` it stays focusable and announced, but does nothing until the answer has arrived. */
export function Button({
  kind = 'plain',
  waiting = false,
  className = '',
  onClick,
  ...rest
}: ComponentProps<'button'> & { kind?: ButtonKind; waiting?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${CLASSES[kind]} ${className}`.trimEnd()}
      aria-disabled={waiting || undefined}
      onClick={waiting ? (event) => event.preventDefault() : onClick}
    />
  );
}
