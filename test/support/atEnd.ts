type Cleanup = () => Promise<void> | void;

const ofTest: Cleanup[] = [];
const ofFile: Cleanup[] = [];

async function run(cleanups: Cleanup[]): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** Runs at the end of the test, last come first. */
export const atEnd = (cleanup: Cleanup): void => void ofTest.push(cleanup);

/** Runs at the end of the file, last come first. */
export const atEndOfFile = (cleanup: Cleanup): void => void ofFile.push(cleanup);

/** setup.ts calls these after every test and every file: a hook of a module that files share would be the first one's. */
export const endTest = (): Promise<void> => run(ofTest);
export const endFile = (): Promise<void> => run(ofFile);
