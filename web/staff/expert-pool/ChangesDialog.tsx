import { Button, Modal, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useReadPages } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** Who changed what of an expert, when and why, the last change first. */
export function ChangesDialog({ expert, onClose }: { expert: PooledExpert; onClose: () => void }) {
  const { t } = useTranslation(['review', 'staff']);
  const format = useFormat();
  const list = useReadPages(routes.expertPool.changes, { params: { expertId: expert.id }, query: { limit: 20 } });
  return (
    <Modal open title={t('pool.actOf.changes', { name: expert.name })} footer={null} onCancel={onClose}>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <p>{t('pool.seeded', { date: format.date(expert.addedAt) })}</p>}
      <ol className="pool-changes">
        {list.rows.map(({ revision, kind, changed, reason, by, at }) => (
          <li key={revision}>
            <strong>{t(`pool.change.${kind}`)}</strong>
            {changed.length > 0 && <span> {format.list(changed.map((one) => t(`pool.changed.${one}`)))}</span>}
            <p>{reason}</p>
            <small className="pool-soft">
              {by} · {format.dateTime(at)}
            </small>
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('staff:worklist.more')}
        </Button>
      )}
    </Modal>
  );
}
