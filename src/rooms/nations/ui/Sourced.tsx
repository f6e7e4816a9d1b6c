/** A source as it was found, with its web addresses as links; nothing where there is none. */
export function Sourced({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null;
  return (
    <p className="treaty-source">
      {label} <Linked text={text} />
    </p>
  );
}

/** A text as it was found, in the language it was found in, with its web addresses as links. */
export function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s;,)]+)/);
  return (
    <q lang="en">
      {parts.map((part, place) =>
        place % 2 === 1 ? (
          <a key={part} href={part} rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </q>
  );
}
