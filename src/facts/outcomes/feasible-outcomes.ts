import type { Guard } from '../../flow/graph.ts';
import { contradicts } from '../../flow/guards.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { statusInVain } from '../in-vain/status-in-vain.ts';

/**
 * The outcomes of a response's status that can be told to go out where these guards hold too; none where its status is not known,
 * or may be other than it looks, and where it is set in vain: that is what is wrong. A status out of a variable with several values is left out: `if (code === 404) res.status(code)` ties it to its guard.
 */
export function feasibleOutcomes(response: Response, also: readonly Guard[], model: Model): readonly Outcome[] {
  const { status, isEscaped, isDeferred, guards, handler } = response;
  if (isEscaped || !status.isComplete || statusInVain(response, model) !== null) return [];
  const held = [...guards, ...also];
  return status.outcomes.filter(outcome => {
    // A function that gets the response alone sends what its callers have set.
    if (outcome.isImplicit && handler?.role === 'responder') return false;
    // A function of the handler's own may be called after the status is set.
    if (outcome.isImplicit && isDeferred && status.outcomes.length > 1) return false;
    // `status: 200 | 404` does not say when it is which.
    if (status.outcomes.length > 1 && outcome.isTyped) return false;
    if (status.outcomes.length > 1 && !outcome.isImplicit && !isWrittenInPlace(outcome)) return false;
    return !contradicts(outcome.guards, held);
  });
}

/** Whether an outcome is written in the call or assignment that sets the status, not in the definition of a variable. */
function isWrittenInPlace({ node }: Outcome): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    switch (outer.type) {
      case 'CallExpression':
      case 'NewExpression':
        return true;
      case 'VariableDeclarator':
      case 'Property':
      case 'TSEnumMember':
      case 'PropertyDefinition':
        return false;
      case 'AssignmentExpression':
        return outer.left.type === 'MemberExpression';
      default:
    }
  }
  return false;
}
