import type { TSESTree } from '@typescript-eslint/utils';

import { IN, type Context } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import { firstOf, type GuardContext, type Readers } from '../context/question.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { readRejection } from './asked-limiters.ts';
import type { CatchPlace } from './catch-place.ts';
import { triedBefore, type Tried } from './tried.ts';

/** What a catch follows, in words: `this catch follows …`, `this error comes from …`. */
type InWords = (what: string) => string;

/** What was tried before a catch, and where. */
interface Caught {
  readonly tried: Tried;
  readonly place: CatchPlace;
  readonly catches: InWords;
  readonly response: Response;
  readonly file: File;
}

/** The readers of what was tried, in the order in which they speak; the last of them says something of everything. */
const READERS: Readers<Caught> = [
  { name: 'limiters', read: readLimiter },
  { name: 'verdicts of others', read: readVerdictOfOther },
  { name: 'verification', read: ({ tried, place, catches }) => readVerification(tried, place, catches) },
  { name: 'schemas', read: ({ tried, place, catches }) => readSchema(tried, place, catches) },
  { name: 'parsing', read: ({ tried, place, catches }) => readParsing(tried, place, catches) },
  { name: 'servers', read: ({ tried, place, catches }) => readServer(tried, place, catches) },
  { name: 'work', read: ({ tried, place, catches, response }) => readWork(tried, place, catches, response) },
];

/** What an undifferentiated failure is, by what was tried. */
export function readCatch(
  place: CatchPlace,
  response: Response,
  file: File,
  provenances: Provenances,
  listen?: GuardContext['listen'],
): Reading {
  const tried = triedBefore(place, file, provenances);
  const catches: InWords = what =>
    place.type === 'CatchClause' ||
    (place.parent.type === 'CallExpression' && methodCall(place.parent)?.name === 'catch')
      ? `this catch follows ${what}`
      : `this error comes from ${what}`;
  const caught = { tried, place, catches, response, file };
  return firstOf(READERS, caught, { among: 'catch', node: place }, listen) ?? NEUTRAL;
}

/** A limiter that rejects once its limit is reached. */
function readLimiter({ tried, place, response, file }: Caught): Reading | null {
  return tried.limits && tried.upstream === 0 ? readRejection(place, tried.io, response, file) : null;
}

/** What says by its failure what is wrong with the request, each in its own way. */
function readVerdictOfOther({ tried }: Caught): Reading | null {
  return tried.limits || tried.parsesRequest || tried.verifiesOther || tried.connectsAsAsked ? MIXED : null;
}

/** Whether nothing that was tried reaches a store or another server. */
function isAllHere({ io, upstream }: Tried): boolean {
  return io === 0 && upstream === 0;
}

function readVerification(tried: Tried, node: TSESTree.Node, catches: InWords): Reading | null {
  return tried.verifiesCredential && isAllHere(tried)
    ? catchEvidence('unauthenticated', node, catches('the verification of a credential'), true)
    : null;
}

function readSchema(tried: Tried, node: TSESTree.Node, catches: InWords): Reading | null {
  const { validates } = tried;
  if (!validates) return null;
  if (!isAllHere(tried) || validates.size !== 1) return MIXED;
  return validates.has('body')
    ? catchEvidence('invalid', node, catches("a schema's check of the body alone"), true)
    : catchEvidence('malformed', node, catches("a schema's check"), true);
}

function readParsing(tried: Tried, node: TSESTree.Node, catches: InWords): Reading | null {
  if (!tried.parses || !isAllHere(tried)) return null;
  return found({
    cause: 'malformed',
    isStrong: tried.parsesInput,
    node,
    reads: catches('the parsing of text alone'),
    by: 'catch',
    ...(tried.parsesPath ? IN.path : IN.text),
  });
}

function readServer(tried: Tried, node: TSESTree.Node, catches: InWords): Reading | null {
  if (tried.upstream === 0) return null;
  if (tried.verifiesCredential) return MIXED;
  if (tried.io > 0) return null;
  return catchEvidence(
    'upstream-error',
    node,
    catches('a call of another server, and nothing reads what that server said'),
    ![tried.readsVerdict, tried.refuses, tried.judgesClient].includes(true) && tried.narrow === 0,
  );
}

/** Whatever else was tried: it can fail in many ways, and surely where a store is asked. */
function readWork(tried: Tried, node: TSESTree.Node, catches: InWords, { handler }: Response): Reading {
  if (isAllHere(tried)) return NEUTRAL;
  const reads = catches(
    `${tried.io === 1 ? 'a call' : 'calls'} that can fail in many ways, and nothing on this path reads the error`,
  );
  // What a service tries is likelier to be one thing, whose failure it translates: resizing an image, reading a package.
  if (tried.narrow > 0 || tried.refuses || (handler === null && !tried.reachesStore))
    return catchEvidence('unexpected', node, reads, false);
  return found({
    cause: 'unexpected',
    isStrong: true,
    node,
    reads,
    by: 'catch',
    ...(tried.saves && { isModelSave: true }),
    ...contextOf(tried),
  });
}

/** What may have failed besides the work itself: who calls is found out there, or what is asked for. */
function contextOf(tried: Tried): Context {
  if (tried.checksPassword || tried.verifiesCredential || tried.asksForCaller) return IN.besideVerification;
  return tried.mayMiss > 0 && tried.mayMiss >= tried.io ? IN.lookupThatFails : {};
}

function catchEvidence(
  cause: 'unauthenticated' | 'invalid' | 'malformed' | 'unexpected' | 'upstream-error',
  node: TSESTree.Node,
  reads: string,
  isStrong: boolean,
): Reading {
  return found({ cause, isStrong, node, reads, by: 'catch' });
}
