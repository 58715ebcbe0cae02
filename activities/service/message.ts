import type { Text } from '../../schema/contracts/values.ts';
import type { documents } from '../../schema/db/tables/index.ts';
import { kindOf } from '../../schema/documents/kinds.ts';

type DocumentRow = typeof documents.$inferSelect;

export interface Words {
  subject: string;
  text: string;
  html: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Where a paper is read: by the applicant after signing in, by a third party with the code that stands in it. */
const linkTo = (publicUrl: string, { caseNumber, partyId }: DocumentRow): string =>
  `${publicUrl.replace(/\/$/, '')}${partyId === null ? `/cases/${caseNumber}` : `/party?c=${caseNumber}`}`;

/** What an e-mail says: which agency, which paper, where to read it. No name, no content: mail lies in other people's hands. */
export function mailOf(
  document: DocumentRow,
  publicUrl: string,
  { isAttached, isService }: { isAttached: boolean; isService: boolean },
): Words {
  const { name } = kindOf(document.kind);
  const agency = String(document.fields.agency);
  const link = linkTo(publicUrl, document);
  const isParty = document.partyId !== null;
  const zh = [
    `${agency}已作出《${name.zh}》（${document.number}）。`,
    isParty
      ? '文书全文见附件，带有电子签章。请凭办件编码和文书上的查询码在网站上确认收到、提出意见：'
      : isAttached
        ? '文书全文见附件，带有电子签章。也可以登录网站查看和下载：'
        : '请登录网站查看和下载：',
  ];
  const zhEnd = isService
    ? '您已同意电子送达，本邮件到达之日为送达日期。复议、诉讼等期限从该日起算，起止日期见网站上的办件页面。'
    : isParty
      ? '在网站上确认收到后，该文书即为送达。'
      : '登录网站打开或者确认收到后，该文书即为送达。';
  const en = [
    `${agency} has issued a paper: ${name.en} (${document.number}).`,
    isParty
      ? 'Its full text is attached, with an electronic seal. With the case number and the code in it you can confirm it and state your opinion:'
      : isAttached
        ? 'Its full text is attached, with an electronic seal. You can also sign in to read and download it:'
        : 'Please sign in to read and download it:',
  ];
  const enEnd = isService
    ? 'You have agreed to electronic service: the paper counts as served on the day this mail arrives, and the time to contest it runs from that day. The dates are on the page of your case.'
    : isParty
      ? 'The paper counts as served once you have confirmed it there.'
      : 'The paper counts as served once you have opened it there or confirmed that you have it.';
  const foot = '本邮件由系统发出，请勿回复。 Sent by a system; please do not reply.';
  const text = [...zh, link, '', zhEnd, '', ...en, link, '', enEnd, '', foot, ''].join('\n');
  const part = (language: string, lines: string[], end: string): string =>
    `<div lang="${language}"><p>${escape(lines[0]!)}</p><p>${escape(lines[1]!)}<br><a href="${escape(link)}">${escape(link)}</a></p><p>${escape(end)}</p></div>`;
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(name.zh)}</title></head><body>${part('zh-CN', zh, zhEnd)}<hr>${part('en', en, enEnd)}<p><small>${escape(foot)}</small></p></body></html>`;
  return { subject: `【${agency}】${name.zh} ${name.en}`, text, html };
}

/** A reminder by e-mail: its sentence in both languages, and where it is read. */
export function mailOfReminder({ zh, en }: Text, link: string): Words {
  const foot = '本邮件由系统发出，请勿回复。 Sent by a system; please do not reply.';
  const part = (language: string, sentence: string): string =>
    `<div lang="${language}"><p>${escape(sentence)}</p><p><a href="${escape(link)}">${escape(link)}</a></p></div>`;
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>提醒</title></head><body>${part('zh-CN', zh)}<hr>${part('en', en)}<p><small>${escape(foot)}</small></p></body></html>`;
  return { subject: '【政务服务】提醒 Reminder', text: [zh, link, '', en, link, '', foot, ''].join('\n'), html };
}

/** A text message: that there is a paper, and where. */
export function textMessageOf(document: DocumentRow, publicUrl: string): string {
  const { name } = kindOf(document.kind);
  return `【${String(document.fields.agency)}】已作出《${name.zh}》，请登录查看：${linkTo(publicUrl, document)}`;
}
