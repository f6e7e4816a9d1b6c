import { appendFileSync } from 'node:fs';

/** What a story measured, for the bench `contract stories`: one line of its file, and one of the output. */
export function reportStory(story: string, measured: Readonly<Record<string, number>>): void {
  const line = JSON.stringify({ story, ...measured });
  console.info(line);
  if (process.env.MANUMIT_MEASURED) appendFileSync(process.env.MANUMIT_MEASURED, `${line}\n`);
}
