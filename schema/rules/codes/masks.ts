/** What is shown of personal data to those who need not see it whole (PIPL; domain facts §7). */

/** 张三丰 → 张** */
export const maskName = (name: string): string => (name.length < 2 ? name : name[0] + '*'.repeat(name.length - 1));

/** First six and last four places stay. */
export const maskId = (id: string): string =>
  id.length <= 10 ? '*'.repeat(id.length) : id.slice(0, 6) + '*'.repeat(id.length - 10) + id.slice(-4);

/** 13812345678 → 138****5678 */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
