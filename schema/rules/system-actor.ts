/** Who acts where nobody does: the ledger and closed tasks name it. */
export const systemActor = { id: 'system', name: '系统' } as const;
