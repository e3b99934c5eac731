import type { TSESTree } from '@typescript-eslint/utils';

/** The status a sending call goes out with: the one set before it, an argument of the call, one the method fixes, or the one set before it with a default of its own (302). */
export type SentStatus =
  | { readonly from: 'current' }
  | { readonly from: 'argument'; readonly node: TSESTree.Node; readonly resets: boolean }
  | { readonly from: 'method'; readonly code: number; readonly resets: boolean }
  | { readonly from: 'current-or'; readonly code: number };

/** How a sending call takes its content: as JSON, as text or bytes (`null` and `undefined` are nothing), as Fastify's payload (`null` is content), as a file, stream or view, as the reason phrase, or not at all. */
export type ContentKind =
  'json' | 'content' | 'payload' | 'file' | 'stream' | 'view' | 'reason' | 'redirect' | 'error' | 'none';

/** The content of a sending call, before its value is looked at. */
export interface SentContent {
  readonly kind: ContentKind;
  readonly node: TSESTree.Node | null;
}

/** What a call on the response object does to the response. */
export type Effect =
  | { readonly does: 'set-status'; readonly status: TSESTree.Node | null }
  | { readonly does: 'set-header'; readonly name: TSESTree.Node | string; readonly value: TSESTree.Node | null }
  | { readonly does: 'set-headers'; readonly headers: TSESTree.Node }
  | { readonly does: 'remove-header'; readonly name: TSESTree.Node | string }
  | { readonly does: 'write'; readonly content: TSESTree.Node | null }
  | { readonly does: 'write-head' }
  | {
      readonly does: 'send';
      readonly via: string;
      readonly status: SentStatus;
      readonly content: SentContent;
      readonly headers?: readonly { readonly name: string; readonly value: TSESTree.Node | null }[];
    }
  | { readonly does: 'hand-over' };

/** A call `response.method(args)`, as an adapter sees it. */
export interface ResponseCall {
  readonly method: string;
  readonly args: readonly TSESTree.CallExpressionArgument[];
  readonly node: TSESTree.CallExpression;
}

/** What one method of the response object does, and whether it returns the response, so that calls can be chained on it. */
export interface ResponseMethod {
  readonly effects: (call: ResponseCall) => readonly Effect[];
  readonly returns: 'response' | 'nothing';
}

/** The methods of a framework's response object, by name. */
export type ResponseMethods = Readonly<Record<string, ResponseMethod>>;

/** A method that does not touch what this plugin looks at, but can be chained. */
export const NEUTRAL: ResponseMethod = { effects: () => [], returns: 'response' };

/** Makes a chainable method from its effects. */
export function chainable(effects: ResponseMethod['effects']): ResponseMethod {
  return { effects, returns: 'response' };
}

/** Makes a method that ends the chain from its effects. */
export function final(effects: ResponseMethod['effects']): ResponseMethod {
  return { effects, returns: 'nothing' };
}

/** Makes the effect of a send. */
export function send(
  via: string,
  status: SentStatus,
  kind: ContentKind,
  node: TSESTree.Node | null | undefined,
): Effect {
  return { does: 'send', via, status, content: { kind, node: node ?? null } };
}

/** Sent with the status set before, or the default. */
export const CURRENT: SentStatus = { from: 'current' };
