import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Loading } from './Loading.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';

/** Around every area: the offline notice, and what shows while an area's code or words load. */
export function AreaFrame() {
  return (
    <>
      <OfflineBanner />
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </>
  );
}
