// The door of the room. Other rooms import nothing of it yet.
export {};
