import { z } from 'zod';
import type { Text } from '../contracts/values.ts';
import type { EffectKind } from '../process/approval-extension.ts';
import { date, list, maybe, moment, number, text } from './field.ts';
import type { Shape } from './field.ts';
import type { DocumentKindId } from './kind-ids.ts';

/** What every document says. */
const common = {
  number: text('文书编号', 'Document number', '示文许准字〔2026〕第000012号'),
  agency: text('行政机关', 'Agency', '示例市新闻出版广电局'),
  addressee: text('当事人', 'Addressee', '示例书店有限公司'),
  caseNumber: text('办件编码', 'Case number', '1143010400000000004000139014000202611270001'),
  itemName: text('事项名称', 'Item', '出版物零售业务经营许可'),
  receivedOn: date('收到申请日期', 'Day of receipt', '2026-11-20'),
  issuedOn: date('出具日期', 'Day of issue', '2026-11-27'),
};

const basis = text('法律依据', 'Legal basis', '《出版管理条例》第三十五条');
const reasons = text('理由', 'Reasons', '申请人提供的经营场所证明所载地址与申请地址不一致，不符合有固定经营场所的条件。');
const remedyFields = {
  reconsiderationBody: text('复议机关', 'Reconsideration body', '示例市人民政府'),
  reconsiderationDays: number('申请复议期限（日）', 'Days to ask for reconsideration', 60),
  court: text('管辖法院', 'Court', '示例市人民法院'),
  litigationMonths: number('起诉期限（月）', 'Months to bring an action', 6),
};
const remedyNames = ['reconsiderationBody', 'reconsiderationDays', 'court', 'litigationMonths'] as const;
const licenceNumber = text('证件编号', 'Licence number', '000139014000-yuelu-2026-000003');
const licenceName = text('证件名称', 'Licence', '出版物经营许可证');
const contact = text('联系方式', 'Contact', '网上咨询，五个工作日内答复');
const heldAt = moment('听证时间', 'Time of the hearing', '2026-12-10T09:00:00+08:00');
const place = text('听证地点', 'Place of the hearing', '示例市政务服务中心三楼听证室');
const officer = text('听证主持人', 'Hearing officer', '王五');
/** A third party has no account: number and code open the page where they state their opinion. */
const accessCode = text('利害关系人查询码', 'Code of a third party', '20418837');
/** Whose application it is, where the paper goes to somebody else. */
const applicantName = text('申请人', 'Applicant', '示例书店有限公司');
const hearingRecordCited = text('听证笔录', 'Record of the hearing', '示文听录字〔2026〕第000003号（2026年12月10日）');

export interface DocumentKind<F extends z.ZodRawShape = z.ZodRawShape> {
  name: Text;
  /** What stands in its number after the agency's own mark: 许准 in 〔2026〕第000012号. */
  mark: string;
  /** The effect that produces it. `notify` produces the kind that its service task names. */
  producedBy: EffectKind;
  /** The article that asks for it; without a law's name it is the Licensing Law's. */
  article: string;
  fields: z.ZodObject<F>;
  /** Fields that every template of the kind has to show, since the law wants them told. */
  mustState: readonly (keyof F & string)[];
}

const kind = <F extends z.ZodRawShape>({
  fields,
  ...rest
}: Omit<DocumentKind<typeof common & F>, 'fields'> & { fields: F }): DocumentKind<typeof common & F> => ({
  ...rest,
  fields: z.object({ ...common, ...fields }),
});

/**
 * The papers of a case (domain facts §4): which effect produces each, what it is made of, and what the law wants in it.
 * Pure: the recording transaction, the editor, the renderer and the tests read the same table.
 */
export const documentKinds = {
  receipt: kind({
    name: { zh: '收件凭证', en: 'Receipt of the application' },
    mark: '收',
    producedBy: 'receipt',
    article: '第三十二条',
    fields: {
      materials: list(
        '收到的材料',
        'Materials received',
        { name: text('材料名称', 'Material', '申请表'), files: number('份数', 'Files', 1) },
        [
          { name: '申请表', files: 1 },
          { name: '营业执照', files: 2 },
        ],
      ),
      replyBy: maybe(date('受理答复期限', 'Answer on acceptance by', '2026-11-27')),
      contact,
    },
    mustState: ['materials', 'receivedOn', 'replyBy'],
  }),
  correctionNotice: kind({
    name: { zh: '补正告知书', en: 'Correction notice' },
    mark: '补',
    producedBy: 'requestCorrection',
    article: '第三十二条第一款第四项',
    fields: {
      marks: list(
        '需要补正的内容',
        'What is to be corrected',
        {
          name: text('材料或填报项', 'Material or field', '经营场所使用证明'),
          requirement: text('补正要求', 'What is wanted', '请提供与申请地址一致的租赁合同'),
        },
        [
          { name: '经营场所使用证明', requirement: '请提供与申请地址一致的租赁合同' },
          { name: '法定代表人', requirement: '姓名与营业执照不一致，请核对' },
        ],
      ),
      note: maybe(text('补充说明', 'Note', '请一次性补正全部内容后重新提交。')),
      correctBy: maybe(date('补正期限', 'To be corrected by', '2027-01-08')),
      contact,
    },
    mustState: ['marks', 'correctBy'],
  }),
  acceptanceNotice: kind({
    name: { zh: '受理通知书', en: 'Notice of acceptance' },
    mark: '受',
    producedBy: 'accept',
    article: '第三十二条第一款第五项',
    fields: {
      acceptedOn: date('受理日期', 'Accepted on', '2026-11-21'),
      limit: text('法定办理期限', 'Statutory limit', '20个工作日'),
      decideBy: maybe(date('应当作出决定的日期', 'Decision due', '2026-12-18')),
      deemedBy: maybe(text('视为受理的依据', 'Deemed accepted by', '《行政许可法》第三十二条第一款第四项')),
      promises: maybe(
        list(
          '承诺补交的材料',
          'Materials promised',
          {
            name: text('材料名称', 'Material', '经营场所使用证明'),
            way: text('方式', 'Way', '告知承诺'),
            by: text('承诺日期', 'Promised by', '2027年1月8日'),
          },
          [{ name: '经营场所使用证明', way: '告知承诺', by: '2027年1月8日' }],
        ),
      ),
      contact,
    },
    mustState: ['acceptedOn', 'limit', 'decideBy'],
  }),
  refusalNotice: kind({
    name: { zh: '不予受理通知书', en: 'Notice of refusal to accept' },
    mark: '不受',
    producedBy: 'refuse',
    article: '第三十二条第一款第一、二项',
    fields: { reasons, rightAgency: maybe(text('应当受理的机关', 'The right agency', '示例省新闻出版局')), ...remedyFields },
    mustState: ['reasons', 'rightAgency', ...remedyNames],
  }),
  extensionNotice: kind({
    name: { zh: '延期告知书', en: 'Notice of extension' },
    mark: '延',
    producedBy: 'extendClock',
    article: '第四十二条第一款',
    fields: {
      reasons,
      extendedBy: text('延长期限', 'Extended by', '10个工作日'),
      approvedBy: text('批准人', 'Approved by', '本机关负责人'),
      article: text('依据条款', 'By article', '第四十二条第一款'),
      acceptedOn: maybe(date('受理日期', 'Accepted on', '2026-11-21')),
      decideBy: maybe(date('延长后的期限', 'Decision now due', '2027-01-04')),
      contact,
    },
    mustState: ['reasons', 'extendedBy', 'decideBy'],
  }),
  specialProcedureNotice: kind({
    name: { zh: '特别程序告知书', en: 'Notice of a special procedure' },
    mark: '特',
    producedBy: 'stopClock',
    article: '第四十五条',
    fields: {
      procedure: text('特别程序', 'Procedure', '专家评审'),
      basis,
      timeNeeded: text('所需时间', 'Time needed', '30个工作日'),
      stoppedOn: date('停止计算期限之日', 'The limit stops on', '2026-11-27'),
      contact,
    },
    mustState: ['procedure', 'basis', 'timeNeeded', 'stoppedOn'],
  }),
  partyNotice: kind({
    name: { zh: '利害关系人告知书', en: 'Notice to an interested third party' },
    mark: '利告',
    producedBy: 'notify',
    article: '第三十六条',
    fields: {
      applicantName,
      interest: text('关系重大利益的事由', 'Interest concerned', '申请的经营场所与你（单位）共用消防通道'),
      // A number alone is what templates of before were made of: it does not say which days are counted.
      replyDays: number('陈述意见的期限（天数）', 'Days to state an opinion', 5),
      replyPeriod: maybe(text('陈述意见的期限', 'Period to state an opinion', '5个工作日')),
      accessCode,
      contact,
    },
    mustState: ['applicantName', 'interest', 'replyPeriod', 'accessCode'],
  }),
  hearingRightsNotice: kind({
    name: { zh: '听证权利告知书', en: 'Notice of the right to a hearing' },
    mark: '听告',
    producedBy: 'notify',
    article: '第四十七条',
    fields: {
      proposal: text('拟作出的决定', 'Decision proposed', '不予许可'),
      reasons,
      requestDays: number('提出听证申请的期限（天数）', 'Days to ask for a hearing', 5),
      requestPeriod: maybe(text('提出听证申请的期限', 'Period to ask for a hearing', '5个工作日')),
      applicantName: maybe(applicantName),
      accessCode: maybe(accessCode),
      contact,
    },
    mustState: ['proposal', 'reasons', 'requestPeriod'],
  }),
  hearingNotice: kind({
    name: { zh: '听证通知书', en: 'Notice of a hearing' },
    mark: '听',
    producedBy: 'notify',
    article: '第四十八条第一款第一项',
    fields: {
      subject: text('听证事项', 'Matter heard', '出版物零售业务经营许可'),
      heldAt,
      place,
      officer,
      accessCode: maybe(accessCode),
      contact,
    },
    mustState: ['subject', 'heldAt', 'place', 'officer'],
  }),
  hearingRecord: kind({
    name: { zh: '听证笔录', en: 'Record of a hearing' },
    mark: '听录',
    producedBy: 'notify',
    article: '第四十八条第一款第五项',
    fields: {
      subject: text('听证事项', 'Matter heard', '出版物零售业务经营许可'),
      heldAt,
      place,
      officer,
      recorder: text('记录人', 'Recorder', '赵六'),
      participants: list('参加人', 'Participants', { name: text('姓名或者名称', 'Name', '李四'), role: text('身份', 'As', '申请人') }, [
        { name: '李四', role: '申请人' },
        { name: '孙七', role: '审查人员' },
      ]),
      statements: list(
        '陈述与质证',
        'Statements',
        { speaker: text('发言人', 'Speaker', '李四'), words: text('内容', 'Words', '场所已另行租赁，合同当庭提交。') },
        [
          { speaker: '孙七', words: '审查意见及证据、理由如前所述。' },
          { speaker: '李四', words: '场所已另行租赁，合同当庭提交。' },
        ],
      ),
      signatures: maybe(
        list(
          '确认与签字',
          'Signatures',
          { name: text('姓名或者名称', 'Name', '李四'), outcome: text('确认情况', 'Outcome', '2026年12月10日11时20分确认无误并签名') },
          [
            { name: '李四', outcome: '2026年12月10日11时20分确认无误并签名' },
            { name: '隔壁书店', outcome: '拒绝签名：认为记录遗漏了意见' },
          ],
        ),
      ),
    },
    mustState: ['subject', 'heldAt', 'place', 'officer', 'recorder', 'participants', 'statements'],
  }),
  grantDecision: kind({
    name: { zh: '准予许可决定书', en: 'Decision to grant' },
    mark: '许准',
    producedBy: 'grant',
    article: '第三十八条第一款',
    fields: {
      basis,
      acceptedOn: maybe(date('受理日期', 'Accepted on', '2026-11-21')),
      licenceName,
      licenceNumber: maybe(licenceNumber),
      validTo: maybe(date('有效期至', 'Valid until', '2032-11-26')),
      note: maybe(text('决定说明', 'Note', '经营范围以许可证载明的为准。')),
      hearingRecord: maybe(hearingRecordCited),
      deemedBy: maybe(text('视为准予的依据', 'Deemed granted by', '《印刷业管理条例》第二十条')),
      ...remedyFields,
    },
    mustState: ['basis', 'licenceName', ...remedyNames],
  }),
  denialDecision: kind({
    name: { zh: '不予许可决定书', en: 'Decision to deny' },
    mark: '许不',
    producedBy: 'deny',
    article: '第三十八条第二款',
    fields: {
      reasons,
      basis,
      acceptedOn: maybe(date('受理日期', 'Accepted on', '2026-11-21')),
      hearingRecord: maybe(hearingRecordCited),
      ...remedyFields,
    },
    mustState: ['reasons', 'basis', ...remedyNames],
  }),
  deliveryReceipt: kind({
    name: { zh: '送达回证', en: 'Proof of delivery' },
    mark: '送',
    producedBy: 'deliver',
    article: '第四十四条',
    fields: {
      documents: list(
        '送达的文书、证件',
        'What is delivered',
        { name: text('名称', 'Name', '准予许可决定书'), number: text('编号', 'Number', '示文许准字〔2026〕第000012号') },
        [
          { name: '准予许可决定书', number: '示文许准字〔2026〕第000012号' },
          { name: '出版物经营许可证', number: '000139014000-yuelu-2026-000003' },
        ],
      ),
      way: text('送达方式', 'Way of delivery', '电子送达'),
      deliveredOn: date('送达日期', 'Delivered on', '2026-11-27'),
      takenBy: maybe(text('收件人', 'Taken by', '李四（本人）')),
      serviceBasis: maybe(text('送达依据', 'Basis of the service', '《民事诉讼法》第八十八条（直接送达）')),
      tracking: maybe(text('邮件编号', 'Tracking number', '邮政特快 EA123456789CN')),
      witnesses: maybe(text('见证人', 'Witnesses', '王五（示例社区居委会）、赵六（示例社区居委会）')),
      remark: maybe(text('备考', 'Remark', '拒收事由：不认可决定；留置于经营场所')),
    },
    mustState: ['documents', 'way', 'deliveredOn'],
  }),
  revocationDecision: kind({
    name: { zh: '撤销决定书', en: 'Decision to revoke' },
    mark: '撤',
    producedBy: 'notify',
    article: '第六十九条',
    fields: { licenceName, licenceNumber, reasons, basis, ...remedyFields },
    mustState: ['licenceName', 'licenceNumber', 'reasons', 'basis', ...remedyNames],
  }),
  cancellationDecision: kind({
    name: { zh: '注销决定书', en: 'Decision to cancel' },
    mark: '注',
    producedBy: 'notify',
    article: '第七十条',
    fields: { licenceName, licenceNumber, reasons, basis, ...remedyFields },
    mustState: ['licenceName', 'licenceNumber', 'reasons', 'basis', ...remedyNames],
  }),
  withdrawalDecision: kind({
    name: { zh: '撤回决定书', en: 'Decision to withdraw' },
    mark: '撤回',
    producedBy: 'notify',
    article: '第八条',
    fields: { licenceName, licenceNumber, reasons, basis, ...remedyFields },
    mustState: ['licenceName', 'licenceNumber', 'reasons', 'basis', ...remedyNames],
  }),
  licence: kind({
    name: { zh: '电子证照', en: 'E-licence' },
    mark: '证',
    producedBy: 'certify',
    article: '《国务院关于在线政务服务的若干规定》第十条',
    fields: {
      identifier: text('电子证照标识', 'Identifier', '1.2.156.3005.2.11100000900007919B014.11430104900071271B.2026000003.001.8'),
      licenceName,
      licenceNameEn: maybe(text('英文名称', 'Name in English', 'Publication business licence')),
      licenceNumber,
      version: number('版本', 'Version', 1),
      holder: text('持证主体', 'Holder', '示例书店有限公司'),
      holderCode: maybe(text('持证主体代码', 'Code of the holder', '91430104MA4L0DEM0C')),
      validFrom: date('有效期自', 'Valid from', '2026-11-27'),
      validTo: maybe(date('有效期至', 'Valid until', '2032-11-26')),
      noEnd: maybe(text('没有期限时', 'Where it has no end', '长期')),
      details: list(
        '许可内容',
        'What is licensed',
        { name: text('项目', 'Item', '经营场所 Premises'), value: text('内容', 'Content', '示例市示例路1号') },
        [
          { name: '经营场所 Premises', value: '示例市示例路1号' },
          { name: '经营品种 Wares', value: '图书、报刊' },
        ],
      ),
      reprint: maybe(number('补打次数', 'Number of the reprint', 2)),
    },
    mustState: ['identifier', 'licenceName', 'licenceNumber', 'holder', 'validFrom', 'validTo', 'version'],
  }),
} as const satisfies Record<DocumentKindId, unknown>;

/** A kind without its own type: for code that treats all of them alike. */
export const kindOf = (id: DocumentKindId): DocumentKind => documentKinds[id] as unknown as DocumentKind;

/** The fields of a kind, by name. */
export const shapeOf = (id: DocumentKindId): Shape => documentKinds[id].fields.shape as Shape;
