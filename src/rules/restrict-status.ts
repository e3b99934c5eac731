import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { methodOf } from '../model/handlers/handler.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

/** The statuses a team allows by method, in capitals; `*` is for every method. */
type Allowed = Readonly<Record<string, readonly number[]>>;

export default defineRule<'restricted', { allow: Allowed }>({
  name: 'restrict-status',
  description: 'Enforce a list of allowed statuses for each method',
  type: 'suggestion',
  preset: 'all',
  entries: [200],
  schema: {
    allow: {
      type: 'object',
      description: 'The allowed statuses by method in capitals, `*` for every method.',
      additionalProperties: {
        type: 'array',
        items: { type: 'integer', minimum: 100, maximum: 599 },
        uniqueItems: true,
      },
    },
  },
  defaults: { allow: {} },
  messages: {
    restricted:
      'Send an allowed status, or add it to `allow`: {{status}} is none for {{method}}, which has {{allowed}}.',
  },
  response(response, { model, options, report }) {
    const method = response.handler && methodOf(response.handler);
    const allowed = allowedFor(method, options.allow);
    if (!allowed) return 'no statuses are listed for its method';
    const others = feasibleOutcomes(response, [], model).filter(
      ({ code }) => Number.isInteger(code) && !allowed.includes(code),
    );
    for (const { node, code } of others)
      report({
        node,
        messageId: 'restricted',
        data: { status: label(code), method: method ?? 'any method', allowed: allowed.map(label).join(', ') },
      });
    return others.length > 0 ? undefined : 'its status is allowed';
  },
});

/** The statuses allowed for a method; for an unknown one those of any, and null where nothing is listed. */
function allowedFor(method: string | null, allow: Allowed): readonly number[] | null {
  const lists = method === null ? Object.values(allow) : [allow['*'], allow[method]].filter(list => list !== undefined);
  return lists.length === 0 ? null : [...new Set(lists.flat())].sort((a, b) => a - b);
}
