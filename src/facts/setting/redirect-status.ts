import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Model } from '../../model/model.ts';
import { isSentByOther, type Response } from '../../model/responses/response.ts';
import { readStatus, type Outcome } from '../../model/responses/status.ts';
import { findVersions, isBelow, isFrom } from '../../project/framework-versions.ts';
import type { Settings } from '../../settings.ts';

/** A status in a redirect that does not do what it says. */
export type RedirectMistake =
  /** Set before, but `redirect` brings its own. */
  | { readonly is: 'discarded'; readonly outcome: Outcome; readonly setter: TSESTree.Node; readonly sent: number }
  /** Given in the place where this version expects the address. */
  | { readonly is: 'misplaced'; readonly outcome: Outcome; readonly url: TSESTree.Node; readonly sent: number }
  /** Sent, but no client follows it. */
  | { readonly is: 'no-redirect'; readonly outcome: Outcome; readonly url: TSESTree.Node | null };

/** Fastify 4.28 takes the address first and the code second, and still the other way round, which 5 does not. Source: fastify lib/reply.js, redirect. */
const FASTIFY_URL_FIRST = [4, 28] as const;

/** Finds what is wrong with the statuses of a redirect; none where it is no redirect, or the framework's version decides and is not known. */
export function findRedirectMistakes(response: Response, { file, settings }: Model): readonly RedirectMistake[] {
  const { via, node } = response;
  if (via !== 'redirect' || node.type !== 'CallExpression' || isSentByOther(response, file)) return [];
  const misplaced = findMisplaced(response, node, file, settings);
  return misplaced
    ? [misplaced]
    : [...findDiscarded(response, file, settings), ...findUnfollowed(response, node, file)];
}

function findDiscarded(
  { discarded, status, framework, isEscaped, isDeferred, fn, node }: Response,
  file: File,
  settings: Settings,
): readonly RedirectMistake[] {
  const codes = status.codes;
  // Before Fastify 4.28 it is the second argument that is ignored.
  if (
    isEscaped ||
    codes === null ||
    framework === 'either' ||
    (framework === 'fastify' && !isFrom(findVersions(file.filename, 'fastify', settings), FASTIFY_URL_FIRST))
  )
    return [];
  const [sent] = codes;
  if (sent === undefined) return [];
  return discarded.flatMap(({ setter, outcomes }) => {
    // What the outer function sets may be for its own answer.
    if (isDeferred && fn && (setter.range[0] < fn.range[0] || setter.range[1] > node.range[1])) return [];
    return outcomes
      .filter(({ code }) => Number.isInteger(code) && !codes.includes(code))
      .map(outcome => ({ is: 'discarded', outcome, setter, sent }) as const);
  });
}

function findMisplaced(
  { framework, isEscaped }: Response,
  { arguments: args }: TSESTree.CallExpression,
  file: File,
  settings: Settings,
): RedirectMistake | null {
  const [first, second] = args;
  if (!first || !second || isEscaped) return null;
  const [firstCode, secondCode] = [statusIn(first, file), statusIn(second, file)];
  if (secondCode && !firstCode && framework === 'express')
    return { is: 'misplaced', outcome: secondCode, url: first, sent: 500 };
  if (framework !== 'fastify') return null;
  const versions = findVersions(file.filename, 'fastify', settings);
  if (firstCode && !secondCode && isFrom(versions, [5, 0]))
    return { is: 'misplaced', outcome: firstCode, url: second, sent: 500 };
  if (secondCode && !firstCode && secondCode.code !== 302 && isBelow(versions, FASTIFY_URL_FIRST))
    return { is: 'misplaced', outcome: secondCode, url: first, sent: 302 };
  return null;
}

function statusIn(node: TSESTree.Node, file: File): Outcome | null {
  const [only, ...others] = readStatus(node, file, constantReader(file)).outcomes;
  return only && others.length === 0 && typeof only.value === 'number' && Number.isInteger(only.code) ? only : null;
}

function findUnfollowed(
  { status, isEscaped }: Response,
  { arguments: args }: TSESTree.CallExpression,
  file: File,
): readonly RedirectMistake[] {
  if (isEscaped) return [];
  const url = args.find(argument => !statusIn(argument, file)) ?? null;
  return status
    .where(code => Number.isInteger(code) && code >= 100 && code <= 599 && (code < 300 || code > 399))
    .filter(outcome => !outcome.isImplicit)
    .map(outcome => ({ is: 'no-redirect', outcome, url }) as const);
}
