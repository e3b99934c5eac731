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
  | {
      readonly is: 'misplaced';
      readonly outcome: Outcome;
      readonly url: TSESTree.Node;
      readonly sent: number;
      /** What becomes of it, for a message. */
      readonly effect: string;
    }
  /** Sent, but no client follows it. */
  | { readonly is: 'no-redirect'; readonly outcome: Outcome; readonly url: TSESTree.Node | null };

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
  if (isEscaped || codes === null || framework.redirectReplacesStatus === null) return [];
  // It may be the argument that is ignored.
  const versions = findVersions(file.filename, framework, settings);
  if (framework.redirectMisreadings.some(({ does, below }) => does === 'ignores' && below && !isFrom(versions, below)))
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
  const outcome = firstCode && secondCode ? null : (firstCode ?? secondCode);
  if (!outcome) return null;
  const versions = findVersions(file.filename, framework, settings);
  const misreading = framework.redirectMisreadings.find(
    one =>
      one.first === (outcome === firstCode ? 'status' : 'url') &&
      (one.does === 'fails' || outcome.code !== framework.defaults.redirect) &&
      (one.from === null || isFrom(versions, one.from)) &&
      (one.below === null || isBelow(versions, one.below)),
  );
  if (!misreading) return null;
  const { does, effect } = misreading;
  const sent = does === 'fails' ? framework.defaults.error : framework.defaults.redirect;
  return { is: 'misplaced', outcome, url: outcome === firstCode ? second : first, sent, effect };
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
