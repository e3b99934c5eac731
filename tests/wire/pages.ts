import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import type { WireRequest } from './raw-http.ts';
import type { Target } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** An example of a rule's page. */
export interface PageExample {
  readonly rule: string;
  readonly framework: Target['framework'];
  /** Its place among those of its framework, from 1, with its mark. */
  readonly title: string;
  readonly code: string;
}

/** The rules whose claims about the wire are tests here. */
export const WIRE_RULES = readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.test.ts'))
  .map(name => name.replace('.test.ts', ''))
  .filter(name => readdirSync(path.join(ROOT, 'docs/rules')).includes(`${name}.md`));

/** The text of a rule's page. */
export function readPage(rule: string): string {
  return readFileSync(path.join(ROOT, `docs/rules/${rule}.md`), 'utf8');
}

/** The examples of a rule's page. */
export function examplesOf(rule: string): PageExample[] {
  return readPage(rule)
    .split(/^#{2,3} /m)
    .flatMap(section => {
      const framework = /^(?:Express|Fastify)$/m.exec(section.split('\n', 1)[0] ?? '')?.[0].toLowerCase() as
        Target['framework'] | undefined;
      if (!framework) return [];
      return [...section.matchAll(/^```(?:js|ts) (?<mark>[✗✓])[^\n]*\n(?<code>.*?)^```$/gms)].map(
        ({ groups }, index) => ({
          rule,
          framework,
          title: `${rule}, ${framework} ${index + 1} ${groups?.['mark'] ?? ''}`,
          code: groups?.['code'] ?? '',
        }),
      );
    });
}

const METHODS = /^(?:get|post|put|patch|delete|head|options|all|use)$/;
/** What an example that parses bodies and answers errors is sent, too. */
const MALFORMED: WireRequest = { headers: { 'Content-Type': 'application/json' }, body: '{"name":' };
/** Examples with an error handler, to which the errors of parsers come. */
const ANSWERS_PARSERS = /\bapp\.use\(express\.json\(\)\)[^]*\(err, req, res, next\)|\bsetErrorHandler\(/;
const BODY = { name: 'Ada', email: 'ada@example.com', quantity: 0 };

/** The requests that an example has routes for, each once. */
export function requestsOf(code: string): WireRequest[] {
  const found = new Map<string, WireRequest>();
  const add = (method: string, url: string): void => {
    const to =
      url
        .replaceAll(/:\w+/g, '7')
        .replaceAll(/\/?\{?\*\w*\}?/g, '/x')
        .replaceAll(/\/{2,}/g, '/') || '/';
    const hasBody = /^(?:POST|PUT|PATCH)$/.test(method);
    found.set(`${method} ${to}`, { method, path: to, ...(hasBody && { json: BODY }) });
    if (hasBody && ANSWERS_PARSERS.test(code))
      found.set(`${method} ${to} malformed`, { method, path: to, ...MALFORMED });
  };
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  (function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name } = node.expression;
      const [first] = node.arguments;
      if (METHODS.test(name.text) && first && ts.isStringLiteral(first) && first.text.startsWith('/'))
        add(/^(?:all|use)$/.test(name.text) ? 'GET' : name.text.toUpperCase(), first.text);
      if (name.text === 'route' && first && ts.isObjectLiteralExpression(first)) {
        const read = (key: string): string | undefined =>
          first.properties
            .map(one =>
              ts.isPropertyAssignment(one) && one.name.getText() === key && ts.isStringLiteral(one.initializer)
                ? one.initializer.text
                : undefined,
            )
            .find(one => one !== undefined);
        add(read('method') ?? 'GET', read('url') ?? '/');
      }
    }
    ts.forEachChild(node, visit);
  })(file);
  if (/setNotFoundHandler\(|\.use\(\(req, res\)/.test(code)) add('GET', '/nowhere');
  if (found.size === 0) add('GET', '/');
  return [...found.values()];
}

/** The names an example uses and does not define, and the handlers it exports without a route. */
export function namesOf(code: string): { readonly free: readonly string[]; readonly handlers: readonly string[] } {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const used = new Set<string>();
  const handlers: string[] = [];
  const isExported = (node: ts.HasModifiers): boolean =>
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  (function visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) return;
    if (
      ts.isIdentifier(node) &&
      !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
      !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)
    )
      used.add(node.text);
    if (ts.isFunctionDeclaration(node) && isExported(node) && node.name && node.parameters.length > 1)
      handlers.push(node.name.text);
    if (ts.isVariableStatement(node) && isExported(node))
      for (const { name, initializer } of node.declarationList.declarations)
        if (initializer && ts.isArrowFunction(initializer)) handlers.push(name.getText());
    ts.forEachChild(node, visit);
  })(file);
  return {
    free: [...used].filter(
      name =>
        !Object.hasOwn(globalThis, name) &&
        ![
          'undefined',
          'exports',
          'require',
          'module',
          'arguments',
          'this',
          'app',
          'fastify',
          'express',
          'router',
          'Router',
          'server',
        ].includes(name),
    ),
    handlers,
  };
}
