import { useLocation } from '@solidjs/router';
import { PageHead } from '../ui/PageHead';

/** What an address shows that is none of the portal's. */
export const NotFound = () => (
  <>
    <PageHead title="There is nothing here" />
    <p>
      <code>{useLocation().pathname}</code> is no page of the portal. <a href="/">Begin at the mesh</a>, or press{' '}
      <kbd>/</kbd> to search.
    </p>
  </>
);
