/** Bytes that a QR code of version 15 holds at each level of correction (ISO/IEC 18004, table 7): larger ones are hard to read from paper. */
export const roomInQr = { L: 520, M: 412 } as const;

/** The best correction with which a text stays within version 15. */
export const levelFor = (text: string): keyof typeof roomInQr => (text.length <= roomInQr.M ? 'M' : 'L');
