import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { lastName, methodCall, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenances } from '../provenance/provenance.ts';

/** Words for the form an answer takes, and for clients that want one: `req.isHTML`, `wantsJson`, `req.xhr`, `isApiRequest`. */
const FORM =
  /^(?:(?:is|wants|accepts|expects|prefers|want|accept)_?(?:html|json|xml|text|xhr|ajax|htmx|api\w*|browser)\w*|xhr|htmx|ajax|json|html)$/i;

/** Whether a guard asks in what form to answer, which says nothing of why: `req.accepts('html')`, `req.xhr`, `req.isHTML`, `req.headers['hx-request']`. */
export function asksForForm({ test }: Guard, provenances: Provenances): boolean {
  return test.type !== 'SwitchCase' && asks(test, provenances);
}

function asks(node: TSESTree.Node, provenances: Provenances): boolean {
  const value = unwrapAwait(node);
  if (value.type === 'UnaryExpression') return asks(value.argument, provenances);
  if (value.type === 'BinaryExpression') return asks(value.left, provenances) || asks(value.right, provenances);
  if (value.type === 'CallExpression') {
    const method = methodCall(value);
    if (method && /^accepts(?:Types|Type)?$/.test(method.name) && provenances.of(method.object).is === 'request')
      return true;
    // req.headers.accept.includes('json'), (req.get('accept') || '').indexOf('html')
    return (
      method !== null &&
      (/^(?:includes|indexOf|startsWith|match|test)$/.test(method.name)
        ? asks(method.object, provenances)
        : isFormHeader(value, provenances))
    );
  }
  if (value.type === 'LogicalExpression') return asks(value.left, provenances);
  return isFormHeader(value, provenances) || FORM.test(lastName(value) ?? '');
}

function isFormHeader(node: TSESTree.Node, provenances: Provenances): boolean {
  const provenance = provenances.of(node);
  if (provenance.is === 'header')
    return /^(?:accept|x-requested-with|hx-request|content-type)$/i.test(provenance.name ?? '');
  return (
    (provenance.is === 'query' && /^(?:format|json|html)$/i.test(provenance.name ?? '')) ||
    stringValue(node) === 'XMLHttpRequest'
  );
}
