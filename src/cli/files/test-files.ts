/** Folders of tests, of what stands for the real thing in them, and of what they are fed. */
const FOLDERS: ReadonlySet<string> = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  '__specs__',
  'e2e',
  'cypress',
  'playwright',
  'mock',
  'mocks',
  '__mocks__',
  'fixtures',
  '__fixtures__',
  'stubs',
]);

/** `users.test.js`, `users.e2e-spec.ts`, `users_test.js`, `server.mock.ts`, `jest.setup.js`. */
const FILE =
  /(?:^|[._-])(?:(?:e2e|int|integration|unit)[._-])?(?:test|tests|spec|e2e|cy|mock|mocks|stub|fixture)\.[cm]?[jt]sx?$|^(?:jest|vitest|mocha|cypress|playwright|karma)[.-](?:setup|config|global[a-z-]*)\b/i;

/** Whether a folder holds tests and test doubles, by its name: what they answer is answered to nobody. */
export function isTestFolder(name: string): boolean {
  return FOLDERS.has(name.toLowerCase());
}

/** Whether a file is a test or a test double, by its name. */
export function isTestFile(name: string): boolean {
  // `test.js` and `mock.js` alone are the names of routes, too.
  return FILE.test(name) && !/^(?:test|tests|spec|mock|mocks|stub|fixture|e2e|cy)\.\w+$/i.test(name);
}
