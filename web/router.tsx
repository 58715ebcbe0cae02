import { createBrowserRouter } from 'react-router';
import { AreaFrame } from './ui/AreaFrame.tsx';
import { CrashPage } from './ui/CrashPage.tsx';
import { Loading } from './ui/Loading.tsx';

/** Three areas, each a chunk of its own; each declares its pages with <Routes> inside. */
export const router = createBrowserRouter([
  {
    Component: AreaFrame,
    ErrorBoundary: CrashPage,
    HydrateFallback: Loading,
    children: [
      { path: '/staff/*', lazy: async () => ({ Component: (await import('./staff/StaffArea.tsx')).StaffArea }) },
      { path: '/designer/*', lazy: async () => ({ Component: (await import('./designer/DesignerArea.tsx')).DesignerArea }) },
      { path: '/*', lazy: async () => ({ Component: (await import('./applicant/ApplicantArea.tsx')).ApplicantArea }) },
    ],
  },
]);
