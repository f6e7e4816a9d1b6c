import { z } from 'zod';

// The content policy forbids making code from text; zod would otherwise try. Imported before any schema is.
z.config({ jitless: true });
