import type { TSESTree } from '@typescript-eslint/utils';

import {
  ASKS_FOR_FORM,
  FORM_HEADER,
  FORM_OF_ANSWER,
  FORM_PARAMETER,
  TESTS_PART,
} from '../../knowledge/shapes/requests.ts';
import type { Guard } from '../../flow/graph.ts';
import { lastName, methodCall, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenances } from '../provenance/provenance.ts';

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
    if (method && ASKS_FOR_FORM.has(method.name) && provenances.of(method.object).is === 'request') return true;
    // req.headers.accept.includes('json'), (req.get('accept') || '').indexOf('html')
    return (
      method !== null &&
      (TESTS_PART.has(method.name) ? asks(method.object, provenances) : isFormHeader(value, provenances))
    );
  }
  if (value.type === 'LogicalExpression') return asks(value.left, provenances);
  return isFormHeader(value, provenances) || FORM_OF_ANSWER.has(lastName(value));
}

function isFormHeader(node: TSESTree.Node, provenances: Provenances): boolean {
  const provenance = provenances.of(node);
  if (provenance.is === 'header') return FORM_HEADER.has(provenance.name);
  return (provenance.is === 'query' && FORM_PARAMETER.has(provenance.name)) || stringValue(node) === 'XMLHttpRequest';
}
