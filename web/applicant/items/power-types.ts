/** Types of administrative power by their code in the national list (domain: 事项类型). */
export const powerTypes = ['01', '05', '07', '08', '09', '10', '20'] as const;
export type PowerType = (typeof powerTypes)[number];

export const isPowerType = (code: string): code is PowerType => (powerTypes as readonly string[]).includes(code);
