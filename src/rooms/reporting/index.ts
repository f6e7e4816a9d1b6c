/** The door of the room. Reviews reach a return through the evidence it leaves. */
export { RETURN_MACHINE } from './return.rules.ts';
