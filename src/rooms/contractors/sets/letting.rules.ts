/** Whether parties of a kind let contracts: a firm or a partner lets none here. Pure. */
export const letsContracts = (kind: string | undefined): boolean => kind === 'nation' || kind === 'body' || kind === 'operation';
