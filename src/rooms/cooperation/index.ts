/** The door of the room. Nothing stands behind it yet: reviews reach a consultation through the evidence it leaves, never by import. */
export {};
