import { describe, expect, it } from 'vitest';

import { isFunction } from '../../../src/syntax/functions.ts';
import { inSight } from './sight.ts';

const FOUND = '() { return 1; }';
const CELLAR = "import { Store } from './store';\nexport class Cellar implements Store { grok() { return 1; } }";
const STORE = 'export interface Store { grok(): number }';

/** What `use(…)` of `main` is found to be: the code of a function. */
function foundIn(main: string, others: Readonly<Record<string, string>>): string | null {
  const { definitions, used, text } = inSight({ main, ...others });
  const found = definitions.locator.locate(used().node, used().frame);
  return isFunction(found.node) ? text(found) : null;
}

const TYPED = "import type { Store } from './store';\n";

describe('an interface with one class', () => {
  it.each([
    [
      'a parameter property',
      'class Pub { constructor(private readonly store: Store) {}\n show() { use(this.store.grok); } }',
    ],
    [
      'a field that the constructor sets',
      'class Pub { private store: Store;\n constructor(store: Store) { this.store = store; }\n show() { use(this.store.grok); } }',
    ],
    ['a field that is injected', 'class Pub { @Inject() private store: Store;\n show() { use(this.store.grok); } }'],
    ['a parameter', 'function show(store: Store) { use(store.grok); }'],
    [
      'what a function gives',
      'declare const open: any;\nfunction store(): Store { return open(); }\nuse(store().grok);',
    ],
    ['a type argument of a container', "const store = container.resolve<Store>('Store');\nuse(store.grok);"],
    ['a type that may be null', 'function show(store: Store | null) { use(store.grok); }'],
  ])('%s', (_, main) => {
    expect(foundIn(TYPED + main, { store: STORE, cellar: CELLAR })).toBe(FOUND);
  });

  it('by an index file, and under another name', () => {
    const index = "export * from './deeper';";
    const deeper = "export { Store as Shelf } from './store';";
    const main = "import type { Shelf } from './index';\nfunction show(shelf: Shelf) { use(shelf.grok); }";
    expect(foundIn(main, { index, deeper, store: STORE, cellar: CELLAR })).toBe(FOUND);
  });

  it('that is the default export', () => {
    const store = 'interface Store { grok(): number }\nexport default Store;';
    const cellar = "import Store from './store';\nexport default class implements Store { grok() { return 1; } }";
    const main = "import Depot from './store';\nfunction show(depot: Depot) { use(depot.grok); }";
    expect(foundIn(main, { store, cellar })).toBe(FOUND);
  });

  it('of its own file', () => {
    const main = `interface Store { grok(): number }\nclass Cellar implements Store { grok() { return 1; } }\nfunction show(store: Store) { use(store.grok); }`;
    expect(foundIn(main, {})).toBe(FOUND);
  });

  it('whose class has it from another', () => {
    const cellar =
      "import { Store } from './store';\nclass Base { grok() { return 1; } }\nexport class Cellar extends Base implements Store {}";
    expect(foundIn(`${TYPED}function show(store: Store) { use(store.grok); }`, { store: STORE, cellar })).toBe(FOUND);
  });
});

describe('an interface that is behind no one class', () => {
  const main = `${TYPED}function show(store: Store) { use(store.grok); }`;

  it.each<[string, Readonly<Record<string, string>>]>([
    ['has none', { store: STORE }],
    ['has two', { store: STORE, cellar: CELLAR, attic: CELLAR.replace('Cellar', 'Attic') }],
    ['is another of the same name', { store: STORE, other: STORE, cellar: CELLAR.replace('./store', './other') }],
    ['is a type of another kind', { store: 'export type Store = { grok(): number };', cellar: CELLAR }],
    ['is of a package', { cellar: CELLAR.replace('./store', 'stores') }],
  ])('%s', (_, others) => {
    expect(foundIn(main, others)).toBeNull();
  });
});
