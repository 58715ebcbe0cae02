import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { SignInGate } from '../SignInGate.tsx';
import { ChallengeForm } from './ChallengeForm.tsx';

/** 申请回避: the applicant asks that an officer or a department stay away from the case, and reads what was decided. */
export function ChallengePage() {
  const { t } = useTranslation('applicant');
  const format = useFormat();
  const { caseNumber = '' } = useParams();
  const read = useRead(routes.recusals.ofCase, { params: { caseNumber } });
  const title = t('challenge.title');
  return (
    <SignInGate title={title}>
      <ReadPage title={title} read={read}>
        {({ rows, units, mayAsk }) => (
          <Page title={title} back={{ to: `/cases/${caseNumber}`, label: t('challenge.back') }}>
            {rows.length > 0 ? (
              <section aria-labelledby="challenges">
                <h2 id="challenges">{t('challenge.mine')}</h2>
                <ul>
                  {rows.map((row) => (
                    <li key={row.id}>
                      <p>
                        {row.named ?? row.unit} · {format.date(row.askedAt)}{' '}
                        <Tag tone={row.state === 'pending' ? 'brand' : row.state === 'upheld' ? 'ok' : 'neutral'}>
                          {t(`challenge.${row.state}`)}
                        </Tag>
                      </p>
                      <p>{row.reason}</p>
                      {row.decision !== null ? <p>{t('challenge.decision', { reason: row.decision })}</p> : null}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            {mayAsk ? <ChallengeForm caseNumber={caseNumber} units={units} /> : <p>{t('challenge.ended')}</p>}
          </Page>
        )}
      </ReadPage>
    </SignInGate>
  );
}
