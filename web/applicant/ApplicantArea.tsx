import { useTranslation } from 'react-i18next';
import { Link, Route, Routes } from 'react-router';
import { useSession } from '../api/use-session.ts';
import { SiteShell } from '../ui/shell/SiteShell.tsx';
import { DraftArea } from './apply/DraftArea.tsx';
import { ReceiptPage } from './apply/ReceiptPage.tsx';
import { StartPage } from './apply/StartPage.tsx';
import { CasePage } from './cases/CasePage.tsx';
import { ChallengePage } from './cases/ChallengePage.tsx';
import { CorrectionPage } from './cases/CorrectionPage.tsx';
import { MyCasesPage } from './cases/MyCasesPage.tsx';
import { ReachPage } from './cases/ReachPage.tsx';
import { ObjectionPage } from './cases/ObjectionPage.tsx';
import { WithdrawPage } from './cases/WithdrawPage.tsx';
import { HearingsPage } from './hearings/HearingsPage.tsx';
import { HomePage } from './home/HomePage.tsx';
import { ItemPage } from './items/ItemPage.tsx';
import { ItemsPage } from './items/ItemsPage.tsx';
import { LicencePage } from './licences/LicencePage.tsx';
import { WalletPage } from './licences/WalletPage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PartyPage } from './party/PartyPage.tsx';
import { TrackPage } from './track/TrackPage.tsx';
import { VerifyCodePage } from './verify/VerifyCodePage.tsx';
import { VerifyPage } from './verify/VerifyPage.tsx';

/** The public site: find an item, apply, follow a case. */
export function ApplicantArea() {
  const { t } = useTranslation(['applicant', 'licences', 'hearings']);
  const session = useSession();
  const staff = session.data?.user?.kind === 'staff';
  const nav = [
    { to: '/', label: t('nav.home') },
    { to: '/items', label: t('nav.items') },
    { to: '/cases', label: t('nav.cases') },
    { to: '/licences', label: t('licences:wallet.nav') },
    { to: '/track', label: t('nav.track') },
    { to: '/verify', label: t('licences:verify.nav') },
  ];
  const footer = (
    <>
      <p>{t('footer.about')}</p>
      <p>
        <Link to="/hearings">{t('hearings:coming.title')}</Link> <Link to="/party">{t('hearings:page.nav')}</Link>
      </p>
      <p>
        {t('footer.demo')} {staff ? <Link to="/designer">{t('nav.designer')}</Link> : null} <Link to="/staff">{t('nav.staff')}</Link>
      </p>
    </>
  );
  return (
    <SiteShell nav={nav} footer={footer}>
      <Routes>
        <Route index Component={HomePage} />
        <Route path="items" Component={ItemsPage} />
        <Route path="items/:itemId" Component={ItemPage} />
        <Route path="items/:itemId/apply" Component={StartPage} />
        <Route path="apply/:draftId/*" Component={DraftArea} />
        <Route path="receipts/:caseNumber" Component={ReceiptPage} />
        <Route path="cases" Component={MyCasesPage} />
        <Route path="cases/:caseNumber" Component={CasePage} />
        <Route path="cases/:caseNumber/correction" Component={CorrectionPage} />
        <Route path="cases/:caseNumber/challenge" Component={ChallengePage} />
        <Route path="cases/:caseNumber/reach" Component={ReachPage} />
        <Route path="cases/:caseNumber/withdrawal" Component={WithdrawPage} />
        <Route path="cases/:caseNumber/objection" Component={ObjectionPage} />
        <Route path="licences" Component={WalletPage} />
        <Route path="licences/:number" Component={LicencePage} />
        <Route path="track" Component={TrackPage} />
        <Route path="hearings" Component={HearingsPage} />
        <Route path="party" Component={PartyPage} />
        <Route path="verify" Component={VerifyPage} />
        <Route path="v/:code" Component={VerifyCodePage} />
        <Route path="*" Component={NotFoundPage} />
      </Routes>
    </SiteShell>
  );
}
