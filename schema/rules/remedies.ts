/**
 * What may be done against an administrative decision, told in every one that goes against somebody (Licensing Law art. 38).
 * Reconsideration: within sixty days of knowing of it (Administrative Reconsideration Law art. 20). Action: within six months (Administrative Litigation Law art. 46).
 */
export const remedies = { reconsiderationDays: 60, litigationMonths: 6 } as const;

/** Days in which a hearing may be asked for once its right has been told (Licensing Law art. 47). */
export const hearingRequestDays = 5;
