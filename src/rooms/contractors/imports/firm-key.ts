/** The key of a firm under a contract: the number of the contract, and the name of the firm in small letters. */
export const firmKey = (number: string, name: string): string => `${number}\n${name.toLowerCase()}`;
