/**
 * Compares the statuses that a project's own tests assert with those that `routes` lists: `node tools/asserted.mjs FOLDER [PATH …]` (after a build). A request
 * in a test is a call of a method with a path; the status is the next that is expected. A path of a test may lack the prefix that a variable holds.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const BIN = path.join(import.meta.dirname, '../dist/cli/bin.js');
const [folder = '.', ...paths] = process.argv.slice(2);
const TEST = /(?:^|[\\/])(?:tests?|__tests__|spec|e2e)[\\/]|[.-](?:test|spec)\.[cm]?[jt]sx?$/;
const REQUEST =
  /\.(?<method>get|post|put|patch|delete|del)\(\s*(?<quote>['"`])(?<path>(?:(?!\k<quote>)[^\n])*)\k<quote>/g;
/** The argument of Fastify's `inject`: `{ method: 'POST', url: '/users' }`. */
const INJECTED = /\burl:\s*(?<quote>['"`])(?<path>(?:(?!\k<quote>)[^\n])*)\k<quote>/g;
const METHOD = /\bmethod:\s*['"`](?<method>[A-Za-z]+)['"`]/;
const EXPECTED =
  /(?:\bexpect\(|\.(?:toBe|toEqual|toStrictEqual|equals?|eql?)\(|(?:[eE]qual|statusCode['"]?)[(,][^\n]*?[\s,(])(?<status>[1-5]\d\d)\s*[,)]/;

const { operations } = JSON.parse(
  execFileSync(process.execPath, [BIN, 'routes', ...paths, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
);

/** The segments of a path, `*` for those that differ from request to request. */
function segmentsOf(text) {
  return text
    .split(/[?#]/, 1)[0]
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => (/^[:*{]|\$\{|…|^\d+$|^[0-9a-f-]{20,}$/i.test(segment) ? '*' : segment.toLowerCase()));
}

/** Whether the request of a test comes to an operation: an operation may have a prefix that the test has in a variable, where what both have is no parameter alone. */
function isFor(request, operation) {
  const [asked, offered] = [segmentsOf(request.path), segmentsOf(operation.path ?? '')];
  const from = offered.length - asked.length;
  const tail = offered.slice(from);
  const same = (one, other) => one === other || one === '*' || other === '*';
  if (from < 0 || (operation.method !== null && operation.method !== request.method)) return false;
  if (from > 0 && !asked.some((segment, i) => segment !== '*' && segment === tail[i])) return false;
  return asked.every((segment, i) => same(segment, tail[i]));
}

/** How much of a path an operation says outright: of several the most exact answers. */
function exactness(operation) {
  return segmentsOf(operation.path ?? '').reduce((sum, segment) => sum + (segment === '*' ? 0 : 1), 0);
}

function* requestsOf(text) {
  const requests = [...text.matchAll(REQUEST), ...text.matchAll(INJECTED)]
    .filter(({ groups }) => groups.path.includes('/'))
    .sort((one, other) => one.index - other.index);
  for (const [index, { groups, index: at, 0: whole }] of requests.entries()) {
    const until = Math.min(requests[index + 1]?.index ?? text.length, at + 1500);
    const status = EXPECTED.exec(text.slice(at + whole.length, until))?.groups.status;
    const around = text.slice(Math.max(0, at - 120), at + whole.length + 120);
    const said = groups.method ?? METHOD.exec(around)?.groups.method ?? 'get';
    const method = said === 'del' ? 'DELETE' : said.toUpperCase();
    if (status) yield { method, path: groups.path.replace(/^\$\{[^}]*\}/, ''), status: Number(status) };
  }
}

const asserted = new Map();
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (name.includes('node_modules') || !TEST.test(name) || !/\.[cm]?[jt]s$/.test(name)) continue;
  for (const request of requestsOf(readFileSync(path.join(folder, name), 'utf8'))) {
    const fitting = operations.filter(operation => isFor(request, operation));
    const best = Math.max(...fitting.map(exactness));
    const among = fitting.filter(operation => exactness(operation) === best);
    const key = `${request.method} ${request.path.split('?')[0]} ${request.status}`;
    asserted.set(key, {
      key,
      isFound: among.length > 0,
      has: among.some(({ statuses }) => statuses.some(({ status }) => status === request.status)),
      isOpen: among.some(({ isComplete }) => !isComplete),
    });
  }
}

const share = (part, of) => `${part} of ${of} (${of === 0 ? '–' : ((100 * part) / of).toFixed(1)} %)`;
const count = test => operations.filter(test).length;
const all = [...asserted.values()];
const found = all.filter(({ isFound }) => isFound);
const missing = found.filter(({ has }) => !has);
console.log(`operations: ${operations.length}
with the full path: ${share(
  count(one => one.isPathWhole),
  operations.length,
)}
with known statuses: ${share(
  count(one => one.statuses.length > 0),
  operations.length,
)}
with every way out understood: ${share(
  count(one => one.isComplete),
  operations.length,
)}
asserted in tests: ${all.length} (method, path and status), of which an operation is listed for ${share(found.length, all.length)}
of these the list has the status: ${share(found.length - missing.length, found.length)}
missing where the list says that it is complete: ${missing.filter(({ isOpen }) => !isOpen).length}`);
if (process.env.DEBUG) for (const { key, isOpen } of missing) console.log(`  ${key}${isOpen ? ' …' : ''}`);
