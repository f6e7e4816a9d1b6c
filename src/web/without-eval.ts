// The content policy forbids making code from text, and zod tries it unless configured otherwise (`z.config({ jitless: true })`). The setting is made here
// without importing zod, which this first chunk does not need: zod stores the setting in this place and finds it when a page loads zod.
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
