import { Linked } from '#rooms/parties/ui/Linked.tsx';

/** A source, a second source or a note with its label; nothing where there is none. */
export function Sourced({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null;
  return (
    <p className="treaty-source">
      {label} <Linked text={text} />
    </p>
  );
}
