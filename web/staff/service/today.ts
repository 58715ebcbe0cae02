/** The day it is where the law counts, `YYYY-MM-DD`. */
export const todayInChina = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
