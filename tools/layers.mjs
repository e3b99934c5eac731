import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The rooms of src/, from the top down: `layers[i]` are the files and folders of one layer. */
export const layers = JSON.parse(readFileSync(new URL('./layers.json', import.meta.url), 'utf8'));

/** Rooms that know nothing of HTTP, so not even the reference below them. */
const WITHOUT_HTTP = new Set(['flow', 'syntax']);

/** The room of a file of src/, given relative to it, that names it most closely; null where it is in none. */
export function roomOf(file) {
  const rooms = layers.flatMap((members, layer) =>
    members.filter(member => file === member || file.startsWith(`${member}/`)).map(name => ({ name, layer })),
  );
  return rooms.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** Why a file of src/ may not import another; null where it may. */
export function whyForbidden(file, target) {
  const from = roomOf(file);
  const to = roomOf(target);
  if (!from || !to) return `tools/layers.json has no room for ${from ? target : file}.`;
  if (to.layer < from.layer)
    return `Imports only point down the layers (tools/layers.json): ${from.name} stands below ${to.name}.`;
  if (to.layer === from.layer && to.name !== from.name)
    return `${from.name} and ${to.name} are rooms of one layer (tools/layers.json).`;
  return WITHOUT_HTTP.has(from.name) && /^(?:knowledge|reference)$/.test(to.name)
    ? `${from.name} knows nothing of HTTP.`
    : null;
}

const SRC = path.resolve(import.meta.dirname, '../src');

/** The lint rule that enforces the layers. */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const check = source => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const file = path.relative(SRC, context.filename).replaceAll(path.sep, '/');
      const why = whyForbidden(file, path.posix.join(path.posix.dirname(file), source.value));
      if (why !== null) context.report({ node: source, messageId: 'forbidden', data: { why } });
    };
    return {
      ImportDeclaration: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      TSImportType: node => check(node.source ?? node.argument?.literal),
    };
  },
};
