/** China has had one time without summer time since 1992. */
const offset = '+08:00';
const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** An instant as a field for date and time shows it, in Beijing's time; empty for none. */
export const toField = (at: string | null): string => (at === null ? '' : beijing.format(new Date(at)).replace(' ', 'T'));

/** What such a field says, as an instant; null when it is empty. */
export const fromField = (typed: string): string | null => (typed === '' ? null : `${typed}:00${offset}`);
