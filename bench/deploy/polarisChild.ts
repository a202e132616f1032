import { listenPolaris } from '../../test/support/polaris/polarisServer.js';

// A server of Polaris in a process of its own: tells its environment when it listens, and all that was asked when it is told to end.

const { polaris, close } = await listenPolaris({});
process.send?.(polaris.env);
process.once('message', () => {
  process.send?.({ asked: polaris.asked, problems: polaris.problems }, () => {
    close();
    process.disconnect();
  });
});
