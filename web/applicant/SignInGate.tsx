import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signInAddress, useSession } from '../api/use-session.ts';
import { Page } from '../ui/page/Page.tsx';
import { ReadPage } from '../ui/page/ReadPage.tsx';

/** Pages of one's own: shown to who is signed in; others are asked to sign in and come back here. */
export function SignInGate({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation(['applicant', 'common']);
  const { pathname, search } = useLocation();
  const session = useSession();
  return (
    <ReadPage title={title} read={session}>
      {({ user }) =>
        user ? (
          children
        ) : (
          <Page title={title}>
            <p>
              <strong>{t('start.signIn')}</strong>
            </p>
            <p>{t('start.signInHint')}</p>
            <a className="button" href={signInAddress(pathname + search)}>
              {t('common:session.signIn')}
            </a>
          </Page>
        )
      }
    </ReadPage>
  );
}
