import type { File } from '../model/file.ts';
import type { Response } from '../model/response.ts';
import { stringValue } from '../syntax/unwrap.ts';

/** The text a response gives as its reason, where it is written there; support for evidence, never evidence alone. */
export function textOf({ body, error, node }: Response, file: File): string | null {
  const content = error?.message ?? body.node;
  if (!content) return node.type === 'CallExpression' ? node.arguments.map(one => stringValue(one)).find(text => text !== null) ?? null : null;
  return stringValue(content) ?? (content.type === 'TemplateLiteral' || body.object === content || content.type === 'ObjectExpression' ? file.text(content) : body.object ? file.text(body.object) : null);
}
