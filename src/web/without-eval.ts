// The content policy forbids making code from text, and zod tries it unless told not to (`z.config({ jitless: true })`). Said here without
// importing zod, which this first chunk can do without: zod keeps the setting in this place and finds it when a page brings zod along.
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
