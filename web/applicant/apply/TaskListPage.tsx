import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Page } from '../../ui/page/Page.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useDraftWork } from './draft-context.ts';
import { materialsProgress, sectionProgress, type Progress } from './progress.ts';
import { usePromised } from './use-promised.ts';
import { RemoveDraft } from './RemoveDraft.tsx';
import styles from './TaskListPage.module.css';

const tones = {
  notStarted: 'neutral',
  notUploaded: 'neutral',
  inProgress: 'warn',
  done: 'ok',
  byDefault: 'neutral',
  blocked: 'neutral',
  ready: 'brand',
} as const;

/** The application as a list of parts, in any order, each with how far it is. */
export function TaskListPage() {
  const { t } = useTranslation(['applicant', 'service']);
  const { pick } = useLanguage();
  const format = useFormat();
  const { draft, item, answers } = useDraftWork();
  const reach = useRead(routes.service.choiceOfDraft, { params: { draftId: draft.id } });
  const sections = item.form.sections.map((section) => ({
    to: `sections/${section.id}`,
    label: pick(section.title),
    status: sectionProgress(item.form, section, answers),
  }));
  const promised = usePromised(draft.id);
  const materials: Progress = materialsProgress(item.guide.materials, draft.files, promised);
  const parts = [...sections.map((section) => section.status), materials];
  const done = parts.filter((status) => status === 'done').length;
  const ready = done === parts.length;
  const groups = [
    { title: t('apply.formPart'), rows: sections },
    {
      title: t('apply.materialPart'),
      rows: [{ to: 'materials', label: t('upload.title'), status: materials === 'notStarted' ? ('notUploaded' as const) : materials }],
    },
    {
      title: t('service:title'),
      rows: [
        { to: 'reach', label: t('service:choose.title'), status: reach.data?.said === true ? ('done' as const) : ('byDefault' as const) },
      ],
    },
    {
      title: t('apply.submitPart'),
      rows: [{ to: 'check', label: t('apply.check'), status: ready ? ('ready' as const) : ('blocked' as const) }],
    },
  ];
  return (
    <Page
      title={t('apply.title', { item: pick(draft.itemName) })}
      caption={t('apply.to', { office: pick(draft.organisationName) })}
      back={{ to: '/cases', label: t('cases.title') }}
    >
      <p className={styles.count}>
        <progress value={done} max={parts.length} aria-hidden="true" />
        {t('apply.doneOf', { done, total: parts.length })}
      </p>
      <ol className={styles.groups}>
        {groups.map((group) => (
          <li key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.rows.map((row) => (
                <li key={row.to}>
                  <Link to={row.to}>{row.label}</Link>
                  <Tag tone={tones[row.status]}>{t(`apply.status.${row.status}`)}</Tag>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className={styles.foot}>{t('apply.expires', { date: format.date(draft.expiresAt) })}</p>
      <RemoveDraft draftId={draft.id} />
    </Page>
  );
}
