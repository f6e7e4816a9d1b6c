/** A word that names no longer use. */
export type RetiredWord = {
  /** Sub-words as in kebab-case; the same in camelCase, PascalCase, snake_case and UPPER_SNAKE. */
  word: string;
  /** The word to use instead. */
  now: string;
  /** Paths in which the word is retired; everywhere if absent. */
  within?: readonly string[];
  /** Whole identifiers that may contain the word: names of a library, a standard or another thing. */
  except?: readonly string[];
};

/** The retired words (docs/style.md, Names): one row per word, with its plural in a separate row. */
export const RETIRED_WORDS: readonly RetiredWord[] = [
  { word: 'carriage', now: 'group commit' },
  { word: 'act', now: 'action, or command', within: ['src/app/exercise/', 'src/rooms/', 'test/database/oracle/', 'test/oracle/'] },
  { word: 'bear', now: 'add a number' },
  { word: 'deed', now: 'resource', within: ['test/database/', 'test/oracle/'] },
  { word: 'go-on', now: 'change' },
  { word: 'heard', now: 'what it is', within: ['src/app/exercise/', 'src/rooms/', 'test/database/oracle/', 'test/oracle/'] },
  { word: 'keeper', now: 'role, or service', within: ['src/rooms/', 'test/'] },
  { word: 'said', now: 'statement, or answer', within: ['src/rooms/cooperation/', 'src/rooms/people/passkeys/', 'src/rooms/reviews/'] },
  { word: 'told', now: 'informed', within: ['src/rooms/cooperation/', 'test/database/oracle/', 'test/oracle/'] },
  { word: 'fill', now: 'seed', within: ['src/app/exercise/', 'test/database/oracle/'] },
  { word: 'fills', now: 'seeds', within: ['test/database/oracle/'] },
  { word: 'gate', now: 'limiter', within: ['src/platform/'] },
  { word: 'duties', now: 'obligations' },
  {
    word: 'duty',
    now: 'obligation',
    within: ['src/platform/', 'src/web/', 'src/rooms/commitments/', 'src/rooms/evidence/', 'src/rooms/people/'],
  },
  { word: 'duty', now: 'obligation', within: ['src/rooms/policy/', 'src/rooms/returns/', 'src/rooms/reviews/', 'test/'] },
  { word: 'knock', now: 'authenticate' },
  { word: 'for-act', now: 'for action' },
  { word: 'laid', now: 'cached, or ordered', within: ['src/rooms/returns/answers/'] },
  { word: 'the-one', now: 'what it is', within: ['src/rooms/'] },
  { word: 'letter', now: 'invitation', within: ['src/rooms/reviews/'] },
  { word: 'letters', now: 'invitations', within: ['src/rooms/reviews/'] },
  { word: 'lot', now: 'draw' },
  { word: 'mark', now: 'canary', within: ['test/database/oracle/'] },
  { word: 'marks', now: 'canaries', within: ['test/database/oracle/'] },
  { word: 'mend', now: 'repair', within: ['src/app/'] },
  { word: 'mend', now: 'correct, or repair', within: ['src/rooms/'] },
  { word: 'part', now: 'participation', within: ['src/rooms/reviews/'], except: ['part', 'partOf', 'round.part-of'] },
  { word: 'parts', now: 'participations', within: ['src/rooms/reviews/'], except: ['parts'] },
  { word: 'patience', now: 'timeout, or longest wait' },
  { word: 'piece', now: 'item, or evidence item' },
  { word: 'pieces', now: 'items, or evidence items' },
  { word: 'post', now: 'position', within: ['src/rooms/people/hand-over/', 'src/rooms/people/database/'], except: ['POST'] },
  { word: 'returned', now: 'submitted', within: ['src/rooms/reviews/'] },
  { word: 'safekeeping', now: 'retention' },
  { word: 'say', now: 't, or translate', within: ['src/site/', 'src/web/'] },
  { word: 'say', now: 't, or translate', within: ['src/rooms/'], except: ['say'] },
  { word: 'reseal', now: 're-encrypt' },
  { word: 'seal', now: 'encrypt, or hash' },
  { word: 'sealed', now: 'encrypted, or hashed' },
  { word: 'sealing', now: 'encryption' },
  { word: 'seat', now: 'assignment' },
  { word: 'seated', now: 'assigned' },
  { word: 'seats', now: 'assignments' },
  { word: 'settle', now: 'unwrap', within: ['src/kernel/', 'src/rooms/'] },
  { word: 'sighting', now: 'observed contribution' },
  { word: 'sightings', now: 'observed contributions' },
  { word: 'slot', now: 'placeholder', within: ['src/rooms/courses/', 'src/rooms/learning/', 'src/rooms/readiness/'] },
  { word: 'slots', now: 'placeholders', within: ['src/rooms/courses/', 'src/rooms/learning/', 'src/rooms/readiness/'] },
  { word: 'spool', now: 'uploaded file, or upload folder' },
  { word: 'standing', now: 'status, summary, or current' },
  { word: 'holding', now: 'total', within: ['src/rooms/evidence/'] },
  { word: 'stage', now: 'context, or fixture', within: ['src/app/exercise/', 'test/database/oracle/', 'test/mutation/'] },
  { word: 'stories', now: 'scenarios', within: ['src/app/exercise/', 'test/database/oracle/', 'test/mutation/'] },
  { word: 'story', now: 'scenario', within: ['src/app/exercise/', 'test/database/oracle/', 'test/mutation/'] },
  { word: 'theatre-brief', now: 'operation brief' },
  { word: 'tongue', now: 'language' },
  { word: 'turn-away', now: 'reject', within: ['src/'] },
];
