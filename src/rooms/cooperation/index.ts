/** Public entry point of the room; empty for now. Reviews reach a consultation through the evidence it creates, never by import. */
export {};
