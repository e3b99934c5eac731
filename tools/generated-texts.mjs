/** The texts `update.mjs` puts into files, each made of the rules' definitions. */

/** How the presets are shown, mildest first. */
export const PRESETS = {
  error: { icon: '❌', text: 'On in `recommended` as an error, in `strict` and in `all`.' },
  warn: { icon: '⚠️', text: 'On in `recommended` as a warning, in `strict` and in `all`.' },
  strict: { icon: '🔒', text: 'On in `strict` and in `all`, as a warning.' },
  all: { icon: '➕', text: 'On only in `all`, as a warning.' },
};

/** The module that lists the rules. */
export function rulesIndex(names) {
  const imported = names.map(name => `import ${camelCase(name)} from './${name}.ts';`);
  const listed = names.map(name => `  '${name}': ${camelCase(name)},`);
  return `import type { StatusCodeRule } from '../rule.ts';
${imported.join('\n')}

/** Every rule of the plugin by name. Generated: \`npm run update\`. */
export const rules: Readonly<Record<string, StatusCodeRule>> = {
${listed.join('\n')}
};
`;
}

/** The module that types the options of each rule, made of their schemas; it imports no other, so that it can be published by itself. */
export function ruleOptions(definitions) {
  const rows = definitions.map(({ name, description, schema, defaults }) => {
    const entry = schema === undefined ? '[]' : `[options?: {\n${members(schema, defaults ?? {})}\n    }]`;
    return `  /** ${description}. */\n  'status-code/${name}'?: Linter.RuleEntry<${entry}>;`;
  });
  return `import type { Linter } from 'eslint';

/** The rules of this plugin, each with its options; a name or an option that is none does not type-check. Generated: \`npm run update\`. */
export interface RuleOptions {
${rows.join('\n')}
}
`;
}

function members(schema, defaults) {
  return Object.entries(schema)
    .map(([name, { description, ...type }]) => {
      const fallback = defaults[name] === undefined ? '' : ` Default: \`${JSON.stringify(defaults[name])}\`.`;
      return `      /** ${description}${fallback} */\n      ${name}?: ${typeOf(type)};`;
    })
    .join('\n');
}

/** The type of what a part of a schema allows. */
function typeOf({ type, enum: values, items, properties, additionalProperties }) {
  if (values) return values.map(value => (typeof value === 'string' ? `'${value}'` : String(value))).join(' | ');
  switch (type) {
    case 'array':
      return `readonly ${items.enum ? `(${typeOf(items)})` : typeOf(items)}[]`;
    case 'object':
      return properties
        ? `{ ${Object.entries(properties)
            .map(([name, one]) => `${name}?: ${typeOf(one)};`)
            .join(' ')} }`
        : `Readonly<Record<string, ${typeOf(additionalProperties)}>>`;
    case 'integer':
      return 'number';
    case 'boolean':
    case 'string':
    case 'number':
      return type;
    default:
      throw new Error(`The option of a rule has the type ${type}, which tools/generated-texts.mjs has no words for.`);
  }
}

/** What stands at the top of a rule's page: what it does, where it is on, what it edits, and the reference's entries, word for word. */
export function docsHeader(definition, { formatEntry, formatAuthenticationNote }, { citation }) {
  const {
    description,
    preset,
    entries,
    sources = [],
    framework,
    fixable,
    hasSuggestions,
    schema,
    strictOptions,
  } = definition;
  const notes = [PRESETS[preset].icon + ' ' + PRESETS[preset].text];
  if (framework) notes.push(`🔌 About ${framework.title} only.`);
  if (fixable)
    notes.push(
      '🔧 Some reports are fixed by `eslint --fix`: only where the response stays the same on the wire, or the old code surely fails.',
    );
  if (hasSuggestions) notes.push('💡 Offers edits as suggestions, which an editor applies when you choose one.');
  if (schema)
    notes.push(
      `⚙️ Has [options](#options).${strictOptions ? ` \`strict\` and \`all\` set \`${JSON.stringify(strictOptions)}\`.` : ''}`,
    );
  if (sources.length > 0) notes.push(`📄 ${sources.map(source => `[${citation(source)}](${source.url})`).join(', ')}`);
  const quotes = entries.map(status => formatEntry(status));
  // The note is about the pair: it belongs to whatever is mainly about either.
  if (entries[0] === 401 || entries[0] === 403) quotes.push(formatAuthenticationNote());
  // Two quotes in a row would run together in some renderers.
  return `${description}.\n\n${notes.map(note => `- ${note}`).join('\n')}\n\nThe reference says:\n\n${quotes.join('\n\n<!-- -->\n\n')}`;
}

/** The README's table of rules. */
export function rulesTable(definitions) {
  const rows = definitions.map(
    ({ name, description, entries, preset, fixable, hasSuggestions }) =>
      `| [\`${name}\`](docs/rules/${name}.md) | ${description} | ${entries.join(', ')} | ${PRESETS[preset].icon} | ${[fixable && '🔧', hasSuggestions && '💡'].filter(Boolean).join(' ')} |`,
  );
  return `${LEGEND}\n\n| Rule | What it does | Statuses | On | Edits |\n| :-- | :-- | :-- | :-: | :-: |\n${rows.join('\n')}`;
}

const LEGEND =
  '❌ on in `recommended` as an error · ⚠️ on in `recommended` as a warning · 🔒 on from `strict` on · ➕ on only in `all` · 🔧 fixes · 💡 suggests';

/** The list of pages in docs/, by preset. */
export function docsIndex(definitions) {
  return Object.entries(PRESETS)
    .flatMap(([preset, { icon, text }]) => {
      const rows = definitions
        .filter(definition => definition.preset === preset)
        .map(({ name, description }) => `- [\`status-code/${name}\`](rules/${name}.md): ${description}.`);
      return rows.length > 0 ? [`### ${icon} ${text}\n\n${rows.join('\n')}`] : [];
    })
    .join('\n\n');
}

/** The order in which docs/adopting.md turns rules on: each step's heading, why it stands there, and which rules it has. */
const STEPS = [
  [
    'What never reaches the client as it is written',
    'These are mistakes whatever the API promises: the status is lost, the response fails, or it hangs. Mending them surprises nobody.',
    ({ preset, name }) => preset === 'error' && !name.startsWith('prefer-'),
  ],
  [
    'What clients take for something else',
    'Each of these changes a status that clients may read. Mend them route by route, and tell the clients that branch on the old one.',
    ({ preset, name }) => preset === 'error' && name.startsWith('prefer-'),
  ],
  [
    'What says it better',
    'Warnings in `recommended`. They need the most talk with those who use the API, and bring monitoring the most.',
    ({ preset }) => preset === 'warn',
  ],
  [
    'What good reviewers differ on',
    '`statusCode.configs.strict` turns these on, with stricter options for the others; each page says which.',
    ({ preset }) => preset === 'strict',
  ],
  ['Everything else', '`statusCode.configs.all` turns these on.', ({ preset }) => preset === 'all'],
];

/** The order in which to turn rules on, in docs/adopting.md. */
export function adoptionOrder(definitions) {
  return STEPS.map(([heading, reason, includes]) => ({ heading, reason, rules: definitions.filter(includes) }))
    .filter(({ rules }) => rules.length > 0)
    .map(
      ({ heading, reason, rules }, i) =>
        `### ${i + 1}. ${heading}\n\n${reason}\n\n${rules.map(({ name, description }) => `- [\`${name}\`](rules/${name}.md#how-to-fix): ${description}.`).join('\n')}`,
    )
    .join('\n\n');
}

/** The causes in the words of docs/index-of-rules.md. */
const CAUSE_WORDS = {
  unauthenticated: 'Credentials are missing or invalid: the caller is not known',
  forbidden: 'The caller is known and may not do this',
  malformed: 'The request could not be understood, or lacks what it must have',
  invalid: 'The request was understood, and a value in it is not acceptable',
  'not-found': 'What the address names does not exist',
  conflict: 'What is stored stands against the request',
  'rate-limited': 'The client has sent too many requests',
  method: 'The address does not take this method',
  unexpected: 'Something failed that nobody had foreseen',
  'upstream-error': 'Another server failed',
  'upstream-timeout': 'Another server did not answer in time',
  unavailable: 'The service cannot answer just now',
  'success-read': 'Something was read',
  'success-created': 'A record was created',
  'success-updated': 'A record was changed',
  'success-deleted': 'A record was deleted',
  'success-action': 'Something was done',
  'redirect-temporary': 'The address is another one for now',
  'redirect-permanent': 'The resource has moved for good',
  'empty-list': 'A list has nothing in it',
  'unsupported-media': 'The content is of a type that is not taken',
  'not-acceptable': 'No form of the answer is one the client accepts',
  'too-large': 'The content is larger than what is taken',
  'precondition-failed': 'A condition that the client set does not hold',
  'precondition-required': 'A condition that the client must set is missing',
  'unsatisfiable-range': 'The range asked for lies outside the content',
};

/** The rules by the statuses that their entries are about, in the order of the reference. */
export function indexByStatus(definitions, entries) {
  const rows = entries.map(
    ({ status, name, plain }) =>
      `| **${status} ${name}** | ${plain} | ${links(definitions.filter(definition => definition.entries.includes(status)).map(definition => definition.name))} |`,
  );
  return `| Status | What it says | Rules |\n| :-- | :-- | :-- |\n${rows.join('\n')}`;
}

/** The rules that judge by why a response is sent, with the statuses they take for right; and those that need no cause. */
export function indexByCause(definitions, causes, label) {
  const names = definitions.map(({ name }) => name);
  const judged = Object.entries(causes).filter(([, { rule }]) => names.includes(rule));
  const rows = judged.map(([cause, { right, acceptable, strictOnly, rule }]) => {
    if (!CAUSE_WORDS[cause])
      throw new Error(
        `The cause "${cause}" has no words for docs/index-of-rules.md: add them to tools/generated-texts.mjs.`,
      );
    return `| ${CAUSE_WORDS[cause]} | \`${cause}\` | ${label(right)} | ${acceptable.map(label).join(', ')} | ${strictOnly.map(label).join(', ')} | ${links([rule])} |`;
  });
  const others = names.filter(name => !judged.some(([, { rule }]) => rule === name));
  return `| Why a response is sent | In \`explain\` | Right | Also right | Wrong in \`strict\` alone | Rule |\n| :-- | :-- | :-- | :-- | :-- | :-- |\n${rows.join('\n')}\n\nThese need no cause, as the response contradicts itself or the protocol whyever it is sent: ${links(others)}.`;
}

function links(names) {
  return names.map(name => `[\`${name}\`](rules/${name}.md)`).join(', ');
}

function camelCase(name) {
  return name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** A page with the text between its two marks replaced; null where it has no marks. */
export function between(page, what, text) {
  if (page === null) return null;
  const [begin, end] = [`<!-- begin generated ${what} -->`, `<!-- end generated ${what} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? null : `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}
