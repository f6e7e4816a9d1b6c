import './linked.css';

/** The text of a source in its original language, with its web addresses as links. */
export function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s;,)]+)/);
  return (
    <q lang="en" className="quoted">
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
