import type { Text } from '../contracts/values.ts';

/** What people are reminded of: a licence that ends, a promise that falls due, one that has not been kept. */
export type ReminderKind = 'licenceEnds' | 'promiseDue' | 'promiseOverdue';

/** What a reminder is worded from. No name and no number of a person: mail lies in other people's hands. */
export interface ReminderData {
  /** The licence, or the material. */
  subject: Text;
  /** Days left of a licence. */
  days?: number;
  /** Day of the promise, `YYYY-MM-DD`. */
  dueOn?: string;
  /** Of a promise not kept: what follows. */
  consequence?: 'block' | 'revoke';
  /** Where it is read, after the site's address. */
  path: string;
}

/** What a reminder says, without its link. */
export function reminderText(kind: ReminderKind, { subject, days = 0, dueOn = '', consequence }: ReminderData): Text {
  switch (kind) {
    case 'licenceEnds':
      return {
        zh: `您的《${subject.zh}》将在${days}日内到期。需要延续的，应当在有效期届满三十日前提出申请（《行政许可法》第五十条）。`,
        en: `Your ${subject.en} ends within ${days} days. Ask for its renewal at least 30 days before that (Licensing Law art. 50).`,
      };
    case 'promiseDue':
      return {
        zh: `您承诺补交的“${subject.zh}”应于${dueOn}前提交。`,
        en: `You promised “${subject.en}” by ${dueOn}.`,
      };
    case 'promiseOverdue':
      return consequence === 'revoke'
        ? {
            zh: `您承诺的“${subject.zh}”（${dueOn}）逾期未提交：据此作出的许可将依法启动撤销程序。`,
            en: `“${subject.en}”, promised by ${dueOn}, has not come: what was granted on it is to be revoked.`,
          }
        : {
            zh: `您承诺的“${subject.zh}”（${dueOn}）逾期未提交：补齐前不能作出准予许可的决定。`,
            en: `“${subject.en}”, promised by ${dueOn}, has not come: nothing can be granted before it has.`,
          };
  }
}
