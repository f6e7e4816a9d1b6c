import { usePeopleWords } from './people-words.ts';

/** Explains one-person mode and how it ends. */
export function OnePersonNote() {
  const { say } = usePeopleWords();
  return (
    <section className="note people-note" aria-labelledby="one-person">
      <h2 id="one-person">{say('ui.alone-title')}</h2>
      <p>{say('ui.alone-says')}</p>
      <ol>
        <li>{say('ui.alone-1')}</li>
        <li>{say('ui.alone-2')}</li>
        <li>{say('ui.alone-3')}</li>
      </ol>
    </section>
  );
}
