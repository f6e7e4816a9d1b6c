/** A block of a guide: a heading, a paragraph, or a list. */
export type GuideBlock = { kind: 'title' | 'heading' | 'text'; text: string } | { kind: 'steps' | 'points'; items: readonly string[] };

/** The blocks of a guide in docs/help, which uses only headings, paragraphs, numbered steps and bullets of Markdown. */
export function blocksOf(markdown: string): GuideBlock[] {
  return markdown
    .trim()
    .split(/\n\s*\n|\n(?=#)|(?<=^#.*)\n/m)
    .filter((block) => block.trim() !== '')
    .map((block): GuideBlock => {
      const lines = block.trim().split('\n');
      if (lines[0]!.startsWith('# ')) return { kind: 'title', text: lines[0]!.slice(2) };
      if (lines[0]!.startsWith('## ')) return { kind: 'heading', text: lines[0]!.slice(3) };
      if (lines.every((line) => /^\d+\. /.test(line))) return { kind: 'steps', items: lines.map((line) => line.replace(/^\d+\. /, '')) };
      if (lines.every((line) => line.startsWith('- '))) return { kind: 'points', items: lines.map((line) => line.slice(2)) };
      return { kind: 'text', text: lines.join(' ') };
    });
}

/** A line split into plain and emphasised parts: every second one is emphasised. */
export const partsOf = (line: string): string[] => line.split('*');
