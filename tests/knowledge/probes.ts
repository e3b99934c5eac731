/** A small program whose names say another thing than it does. */
export interface Probe {
  /** What it does. */
  readonly does: string;
  /** The files of the program; those that answer are named `app.js` or `app.ts`. */
  readonly files: Readonly<Record<string, string>>;
  /** The rule that speaks, with the status that is right and the one that is sent; null where none may. */
  readonly finds: string | null;
}

const EXPRESS = "import express from 'express';\nconst app = express();\napp.use(express.json());";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();";

/** A handler of Express, with what stands before it. */
function express(head: string, route: string, body: string): string {
  const [method = '', path = ''] = route.split(' ');
  return `${head}\n${EXPRESS}\napp.${method}('${path}', async (req, res) => {\n${body}\n});`;
}

/** A handler of Fastify, with what stands before it. */
function fastify(head: string, route: string, body: string): string {
  const [method = '', path = ''] = route.split(' ');
  return `${head}\n${FASTIFY}\napp.${method}('${path}', async (req, reply) => {\n${body}\n});`;
}

/** The programs that were measured first: what was believed of their names, nine functions of twelve, was plainly wrong. */
export const FIRST_MEASURED: readonly Probe[] = [
  {
    does: 'asks for the format of a date',
    files: {
      'app.js': express(
        "import { isMatch } from 'date-fns';",
        'post /trips',
        "  if (!isMatch(req.body.date, 'yyyy-MM-dd')) return res.status(422).json({ error: 'Bad date' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a path is of a pattern',
    files: {
      'app.js': express(
        "import micromatch from 'micromatch';",
        'post /files',
        "  if (!micromatch.isMatch(req.body.path, '*.txt')) return res.status(422).json({ error: 'No text file' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'compares versions with a package',
    files: {
      'app.js': express(
        "import { compare } from 'semver';",
        'post /clients',
        "  if (!compare(req.body.version, '2.0.0')) return res.status(422).json({ error: 'Too old' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'compares lengths in the same file',
    files: {
      'app.js': express(
        'function compare(a, b) {\n  return a.length === b.length;\n}',
        'post /pairs',
        "  if (!compare(req.body.left, req.body.right)) return res.status(422).json({ error: 'Not a pair' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'verifies a checksum, out of sight',
    files: {
      'app.js': express(
        "import { verify } from './checksum.js';",
        'post /parts',
        "  if (!verify(req.body.part, req.body.sum)) return res.status(422).json({ error: 'Broken on its way' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'reads a table of two words',
    files: {
      'app.js': express(
        'const RANGES = { week: 7, month: 30 };\nfunction getDays(name) {\n  return RANGES[name];\n}',
        'get /visits/:range',
        "  const days = getDays(req.params.range);\n  if (!days) return res.status(400).json({ error: 'week or month' });\n  res.json({ days });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks a pattern for a sign',
    files: {
      'app.js': express(
        'function findSeparator(text) {\n  return /[,;]/.exec(text)?.[0];\n}',
        'get /tables/:line',
        "  const separator = findSeparator(req.params.line);\n  if (!separator) return res.status(400).json({ error: 'Nothing parts it' });\n  res.json({ separator });",
      ),
    },
    finds: null,
  },
  {
    does: 'takes the first of a list, by a package',
    files: {
      'app.js': express(
        "import { first } from 'lodash';",
        'get /compared/:ids',
        "  const one = first(req.params.ids.split(','));\n  if (!one) return res.status(400).json({ error: 'No id' });\n  res.json({ one });",
      ),
    },
    finds: null,
  },
  {
    does: 'removes words from a list, by a package',
    files: {
      'app.js': express(
        "import { removeStopwords } from 'stopword';",
        'get /words/:words',
        "  const words = removeStopwords(req.params.words.split(' '));\n  if (!words.length) return res.status(400).json({ error: 'Nothing to look for' });\n  res.json({ words });",
      ),
    },
    finds: null,
  },
  {
    does: 'reads a map of what the server can do',
    files: {
      'app.js': express(
        "const registry = new Map([['csv', 1], ['pdf', 2]]);",
        'get /exports/:id',
        "  const found = registry.get(req.params.id);\n  if (!found) return res.status(400).json({ error: 'csv or pdf' });\n  res.json({ found });",
      ),
    },
    finds: null,
  },
  ...['fetch', 'fetchRow', 'obtain'].map(name => ({
    does: `looks a row up by a function called ${name}`,
    files: {
      'app.js': express(
        "import * as db from './db.js';",
        'get /boats/:id',
        `  const boat = await db.${name}(req.params.id);\n  if (!boat) return res.status(500).json({ error: 'No such boat' });\n  res.json(boat);`,
      ),
      'db.js': `import pg from 'pg';\nconst pool = new pg.Pool();\nexport async function ${name}(id) {\n  const { rows } = await pool.query('SELECT * FROM boats WHERE id = $1', [id]);\n  return rows[0];\n}`,
    },
    finds: 'prefer-404-for-missing-resource 404 500',
  })),
];

/** Functions that do nothing a status could be wrong for, under names that say something else. */
export const HARMLESS: readonly Probe[] = [
  {
    does: 'compares two versions, in another file',
    files: {
      'app.ts': express(
        "import { compare } from './versions';",
        'post /clients',
        "  if (!compare(req.body.version, '2.1')) return res.status(422).json({ error: 'Update first' });\n  res.json({ ok: true });",
      ),
      'versions.ts':
        "export function compare(one: string, other: string): boolean {\n  const [a = 0] = one.split('.').map(Number);\n  const [b = 0] = other.split('.').map(Number);\n  return a >= b;\n}",
    },
    finds: null,
  },
  {
    does: 'takes the first of a list, in another file',
    files: {
      'app.js': fastify(
        "import { first } from './lists.js';",
        'post /orders',
        "  const item = first(req.body.items ?? []);\n  if (!item) return reply.code(400).send({ error: 'Nothing ordered' });\n  return { item };",
      ),
      'lists.js': 'export const first = list => list[0];',
    },
    finds: null,
  },
  {
    does: 'verifies the checksum of an upload',
    files: {
      'app.ts': express(
        "import multer from 'multer';\nimport { verify } from './checksum';\nconst upload = multer();",
        'post /files',
        "  if (!verify(req.file.buffer, req.body.sum)) return res.status(422).json({ error: 'Broken on its way' });\n  res.json({ ok: true });",
      ),
      'checksum.ts':
        "import { createHash } from 'node:crypto';\nexport function verify(content: Buffer, sum: string): boolean {\n  return createHash('sha256').update(content).digest('hex') === sum;\n}",
    },
    finds: null,
  },
  {
    does: 'finds one of a constant list by the query',
    files: {
      'app.js': express(
        "const PLANS = [{ id: 'free' }, { id: 'paid' }];",
        'get /prices',
        "  const plan = PLANS.find(one => one.id === req.query.plan);\n  if (!plan) return res.status(400).json({ error: 'free or paid' });\n  res.json(plan);",
      ),
    },
    finds: null,
  },
  {
    does: 'opens a file of the server to see whether it may',
    files: {
      'app.js': express(
        "import { checkPermission } from './disk.js';",
        'get /report',
        "  const isReadable = await checkPermission('/var/data/report.csv');\n  if (!isReadable) return res.status(500).json({ error: 'The report cannot be read' });\n  res.json({ ok: true });",
      ),
      'disk.js':
        "import { access, constants } from 'node:fs/promises';\nexport async function checkPermission(path) {\n  try {\n    await access(path, constants.R_OK);\n    return true;\n  } catch {\n    return false;\n  }\n}",
    },
    finds: null,
  },
  {
    does: 'reserves an amount on a card',
    files: {
      'app.ts': fastify(
        "import { authorize } from './cards';",
        'post /payments',
        "  const approval = authorize(req.body.amount);\n  if (!approval) return reply.code(422).send({ error: 'Too much for one day' });\n  return { approval };",
      ),
      'cards.ts':
        'const MOST = 500;\nexport function authorize(amount: number): { amount: number } | null {\n  return amount > MOST ? null : { amount };\n}',
    },
    finds: null,
  },
  {
    does: 'asks whether a colour is in a set',
    files: {
      'app.js': express(
        "const COLOURS = new Set(['red', 'blue']);\nconst isMember = (set, value) => set.has(value);",
        'post /paint',
        "  if (!isMember(COLOURS, req.body.colour)) return res.status(422).json({ error: 'red or blue' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a text is written like a name',
    files: {
      'app.ts': express(
        'function isAuthor(text: string): boolean {\n  return /^[A-Z][a-z]+, [A-Z]/.test(text);\n}',
        'post /quotes',
        "  if (!isAuthor(req.body.author)) return res.status(422).json({ error: 'Name, First name' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a kind of picture can be made',
    files: {
      'app.js': fastify(
        "import { can } from './pictures.js';",
        'post /pictures',
        "  if (!can(req.body.kind)) return reply.code(422).send({ error: 'png or jpeg' });\n  return { ok: true };",
      ),
      'pictures.js': "const KINDS = ['png', 'jpeg'];\nexport function can(kind) {\n  return KINDS.includes(kind);\n}",
    },
    finds: null,
  },
  {
    does: 'asks for the role of an element of a page',
    files: {
      'app.js': express(
        "import { hasRole } from './page.js';",
        'post /pages',
        "  if (!hasRole(req.body.html, 'main')) return res.status(422).json({ error: 'No main part' });\n  res.json({ ok: true });",
      ),
      'page.js': "export const hasRole = (html, role) => html.includes('role=\"' + role + '\"');",
    },
    finds: null,
  },
  {
    does: 'asks for the first bytes of a picture',
    files: {
      'app.ts': express(
        "import { authenticate } from './bytes';",
        'post /avatars',
        "  if (!authenticate(req.file.buffer)) return res.status(415).json({ error: 'No PNG' });\n  res.json({ ok: true });",
      ),
      'bytes.ts':
        'export function authenticate(content: Buffer): boolean {\n  return content[0] === 0x89 && content[1] === 0x50;\n}',
    },
    finds: null,
  },
  {
    does: 'decodes Morse signs',
    files: {
      'app.js': express(
        "const SIGNS = { '.-': 'a', '-...': 'b' };\nfunction decode(code) {\n  const letters = code.split(' ').map(one => SIGNS[one]);\n  return letters.includes(undefined) ? null : letters.join('');\n}",
        'post /morse',
        "  const text = decode(req.body.code);\n  if (!text) return res.status(422).json({ error: 'No Morse' });\n  res.json({ text });",
      ),
    },
    finds: null,
  },
  {
    does: 'verifies the last digit of a number',
    files: {
      'app.ts': fastify(
        "import { verify } from './digits';",
        'post /cards',
        "  if (!verify(req.body.number)) return reply.code(422).send({ error: 'A digit is wrong' });\n  return { ok: true };",
      ),
      'digits.ts':
        'export function verify(digits: string): boolean {\n  let sum = 0;\n  for (const digit of digits) sum += Number(digit);\n  return sum % 10 === 0;\n}',
    },
    finds: null,
  },
  {
    does: 'asks whether a way leads through a graph of the body',
    files: {
      'app.js': express(
        "import { exists } from './graph.js';",
        'post /graphs',
        "  if (!exists(req.body.edges, 'start', 'end')) return res.status(422).json({ error: 'No way' });\n  res.json({ ok: true });",
      ),
      'graph.js':
        'export function exists(edges, from, to) {\n  const seen = new Set([from]);\n  for (const [a, b] of edges) if (seen.has(a)) seen.add(b);\n  return seen.has(to);\n}',
    },
    finds: null,
  },
  {
    does: 'asks whether a square of the board that was sent is taken',
    files: {
      'app.ts': express(
        'type Board = readonly string[];\nfunction isTaken(board: Board, square: number): boolean {\n  return board[square] !== "";\n}',
        'post /moves',
        "  if (isTaken(req.body.board, req.body.square)) return res.status(422).json({ error: 'Somebody stands there' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a list that was sent says a thing twice',
    files: {
      'app.js': fastify(
        'const hasDuplicates = list => new Set(list).size !== list.length;',
        'post /tags',
        "  if (hasDuplicates(req.body.tags)) return reply.code(422).send({ error: 'A tag twice' });\n  return { ok: true };",
      ),
    },
    finds: null,
  },
  {
    does: 'reads who a mail is from',
    files: {
      'app.js': express(
        "import { getUser } from './mail.js';",
        'post /mails',
        "  const user = getUser(req.body.from);\n  if (!user) return res.status(422).json({ error: 'No address' });\n  res.json({ user });",
      ),
      'mail.js':
        "export function getUser(address) {\n  return address.includes('@') ? address.split('@')[0] : null;\n}",
    },
    finds: null,
  },
  {
    does: 'loads a text of a constant table by a language',
    files: {
      'app.ts': express(
        "const TEXTS: Record<string, string> = { de: 'Hallo', en: 'Hello' };\nconst loadText = (language: string) => TEXTS[language];",
        'get /greetings',
        "  const text = loadText(String(req.query.language));\n  if (!text) return res.status(400).json({ error: 'de or en' });\n  res.json({ text });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a basket holds too much',
    files: {
      'app.js': express(
        "import { exceedsLimit } from './basket.js';",
        'post /baskets',
        "  if (exceedsLimit(req.body.items)) return res.status(422).json({ error: 'Too much for one basket' });\n  res.json({ ok: true });",
      ),
      'basket.js': 'const MOST = 20;\nexport const exceedsLimit = items => items.length > MOST;',
    },
    finds: null,
  },
  {
    does: 'cuts a page out of a constant list',
    files: {
      'app.ts': fastify(
        "import { fetchPage } from './pages';",
        'get /tips',
        "  const tips = fetchPage(Number(req.query.page));\n  if (!tips.length) return reply.code(400).send({ error: 'There are two pages' });\n  return tips;",
      ),
      'pages.ts':
        "const TIPS = ['a', 'b', 'c', 'd'];\nexport function fetchPage(page: number): string[] {\n  return TIPS.slice(page * 2, page * 2 + 2);\n}",
    },
    finds: null,
  },
  {
    does: 'searches a text for a word',
    files: {
      'app.js': express(
        'function search(text, word) {\n  return text.indexOf(word) >= 0;\n}',
        'post /reviews',
        "  if (!search(req.body.text, req.body.product)) return res.status(422).json({ error: 'About another product' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'creates a title that nobody keeps',
    files: {
      'app.js': express(
        "import { createSlug } from './slugs.js';",
        'post /slugs',
        '  const slug = createSlug(req.body.title);\n  res.status(200).json({ slug });',
      ),
      'slugs.js': "export const createSlug = title => title.toLowerCase().replaceAll(' ', '-');",
    },
    finds: null,
  },
  {
    does: 'inserts a piece into a text that was sent',
    files: {
      'app.ts': fastify(
        'function insert(text: string, piece: string, at: number): string {\n  return text.slice(0, at) + piece + text.slice(at);\n}',
        'post /texts',
        '  const text = insert(req.body.text, req.body.piece, 3);\n  return reply.code(200).send({ text });',
      ),
    },
    finds: null,
  },
  {
    does: 'asks a page for one of its parts',
    files: {
      'app.js': express(
        "import { load } from 'cheerio';",
        'post /scrapes',
        "  const page = load(req.body.html);\n  const title = page('title').first();\n  if (!title.length) return res.status(422).json({ error: 'No title' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'reads the first sign of a program',
    files: {
      'app.ts': express(
        "import { tokenize } from './language';",
        'post /programs',
        "  const [token] = tokenize(req.body.source);\n  if (!token) return res.status(422).json({ error: 'An empty program' });\n  res.json({ ok: true });",
      ),
      'language.ts': 'export const tokenize = (source: string) => source.match(/\\w+/g) ?? [];',
    },
    finds: null,
  },
  {
    does: 'asks for the form of a new password',
    files: {
      'app.js': fastify(
        "import { validatePassword } from './form.js';",
        'post /passwords',
        "  if (!validatePassword(req.body.password)) return reply.code(422).send({ error: 'Eight signs' });\n  return { ok: true };",
      ),
      'form.js': 'export const validatePassword = text => text.length >= 8;',
    },
    finds: null,
  },
  {
    does: 'asks for the role of an actor',
    files: {
      'app.js': express(
        '',
        'post /plays',
        "  const { role } = req.body;\n  if (role !== 'hero' && role !== 'villain') return res.status(422).json({ error: 'hero or villain' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'fetches a key of what was sent',
    files: {
      'app.ts': express(
        "function fetch(text: string): { kind: string } {\n  const read = JSON.parse(text);\n  if (typeof read.kind !== 'string') throw new SyntaxError('No kind');\n  return read;\n}",
        'post /imports',
        "  try {\n    res.json(fetch(req.body.text));\n  } catch {\n    res.status(400).json({ error: 'No JSON' });\n  }",
      ),
    },
    finds: null,
  },
  {
    does: 'verifies a document by an object of the project called jwt',
    files: {
      'app.js': express(
        "import * as jwt from './typed-words.js';",
        'post /documents',
        "  try {\n    res.json(jwt.verify(req.body.document));\n  } catch {\n    res.status(422).json({ error: 'Its parts do not fit' });\n  }",
      ),
      'typed-words.js':
        "export function verify(document) {\n  if (document.words.length !== document.types.length) throw new RangeError('Not as many');\n  return document;\n}",
    },
    finds: null,
  },
  {
    does: 'asks for the passport of a traveller',
    files: {
      'app.ts': fastify(
        "import { passport } from './papers';",
        'post /flights',
        "  if (!passport.authenticate(req.body.number)) return reply.code(422).send({ error: 'Two letters, seven digits' });\n  return { ok: true };",
      ),
      'papers.ts':
        'class Papers {\n  authenticate(number: string): boolean {\n    return /^[A-Z]{2}\\d{7}$/.test(number);\n  }\n}\nexport const passport = new Papers();',
    },
    finds: null,
  },
  {
    does: 'asks a class of shapes called prisma',
    files: {
      'app.js': express(
        "import { prisma } from './shapes.js';",
        'post /solids',
        "  const face = prisma.findFirst(req.body.faces);\n  if (!face) return res.status(422).json({ error: 'A solid without faces' });\n  res.json({ face });",
      ),
      'shapes.js':
        'class Solid {\n  findFirst(faces) {\n    return faces.filter(face => face.corners > 2)[0];\n  }\n}\nexport const prisma = new Solid();',
    },
    finds: null,
  },
  {
    does: 'asks whether a text may stand in a line',
    files: {
      'app.js': express(
        'const isAllowed = text => text.length < 80;',
        'post /lines',
        "  const allowed = isAllowed(req.body.line);\n  if (!allowed) return res.status(422).json({ error: 'Too long' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a deed is one of those of a form',
    files: {
      'app.ts': express(
        "import { Access } from './access';\nconst access = new Access();",
        'post /forms',
        "  if (!access.hasAccess(req.body.field)) return res.status(422).json({ error: 'No such field' });\n  res.json({ ok: true });",
      ),
      'access.ts':
        "export class Access {\n  private readonly fields = ['name', 'age'];\n  hasAccess(field: string): boolean {\n    return this.fields.includes(field);\n  }\n}",
    },
    finds: null,
  },
  {
    does: 'asks whether a login name has the right form',
    files: {
      'app.js': fastify(
        "import { login } from './names.js';",
        'post /names',
        "  const user = login(req.body.name);\n  if (!user) return reply.code(422).send({ error: 'Letters only' });\n  return { user };",
      ),
      'names.js': 'export function login(name) {\n  return /^[a-z]+$/.test(name) ? name : null;\n}',
    },
    finds: null,
  },
  {
    does: 'asks whether there is another word in a sentence',
    files: {
      'app.js': express(
        "import { isEmailTaken } from './sentences.js';",
        'post /sentences',
        "  if (isEmailTaken(req.body.sentence)) return res.status(422).json({ error: 'The word email is no longer free' });\n  res.json({ ok: true });",
      ),
      'sentences.js': "export const isEmailTaken = sentence => sentence.split(' ').includes('email');",
    },
    finds: null,
  },
  {
    does: 'compares a password with its repetition, by a package without a row',
    files: {
      'app.js': express(
        "import { compare } from 'same-text';",
        'post /register',
        "  if (!compare(req.body.password, req.body.passwordAgain)) return res.status(422).json({ error: 'Not the same' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'compares a password with its repetition, out of sight',
    files: {
      'app.ts': fastify(
        "import { matchPassword } from './not-here';",
        'post /register',
        "  const { password, confirmPassword } = req.body;\n  if (!matchPassword(password, confirmPassword)) return reply.code(422).send({ error: 'Not the same' });\n  return { ok: true };",
      ),
    },
    finds: null,
  },
  {
    does: 'verifies digits by a package without a row',
    files: {
      'app.js': express(
        "import luhn from 'luhn-digits';",
        'post /cards',
        "  if (!luhn.verify(req.body.number)) return res.status(422).json({ error: 'A digit is wrong' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'authorizes an amount by a package without a row',
    files: {
      'app.ts': express(
        "import { Terminal } from '@acme/terminal';\nconst terminal = new Terminal();",
        'post /payments',
        "  const approval = await terminal.authorize(req.body.amount);\n  if (!approval) return res.status(422).json({ error: 'Declined' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a deed is allowed by the rules of a game, out of sight',
    files: {
      'app.js': fastify(
        "import { canMove } from './not-here.js';",
        'post /moves',
        "  if (!canMove(req.body.from, req.body.to)) return reply.code(422).send({ error: 'A knight does not go there' });\n  return { ok: true };",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether a file may be of a kind, out of sight',
    files: {
      'app.ts': express(
        "import { isAllowed } from './not-here';",
        'post /files',
        "  if (!isAllowed(req.file.mimetype)) return res.status(415).json({ error: 'png or jpeg' });\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'parses an agent by a package without a row',
    files: {
      'app.js': express(
        "import { getUser } from 'mail-parts';",
        'get /mails',
        "  const user = getUser(req.query.from);\n  if (!user) return res.status(400).json({ error: 'No address' });\n  res.json({ user });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks for the password of an archive by a package without a row',
    files: {
      'app.js': express(
        "import { Archive } from 'packed-files';",
        'post /archives',
        "  const archive = new Archive(req.file.buffer);\n  if (!archive.checkPassword(req.body.password)) return res.status(422).json({ error: 'It does not open' });\n  res.json({ names: archive.names });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks whether two texts are the same, as a function that was given',
    files: {
      'app.ts': `${EXPRESS}\nexport function routes({ compare }: { compare(a: string, b: string): boolean }) {\n  app.post('/texts', (req, res) => {\n    if (!compare(req.body.hash, req.body.expectedHash)) return res.status(422).json({ error: 'Changed on its way' });\n    res.json({ ok: true });\n  });\n}`,
    },
    finds: null,
  },
  {
    does: 'decodes a picture by a package without a row',
    files: {
      'app.js': fastify(
        "import { decode } from 'blurred-pictures';",
        'post /pictures',
        "  try {\n    return { pixels: decode(req.body.text) };\n  } catch {\n    return reply.code(422).send({ error: 'No picture' });\n  }",
      ),
    },
    finds: null,
  },
  {
    does: 'parses a rule of cron by a package without a row',
    files: {
      'app.ts': express(
        "import parser from 'times-of-cron';",
        'post /jobs',
        "  try {\n    parser.parse(req.body.rule);\n  } catch {\n    return res.status(422).json({ error: 'No rule' });\n  }\n  res.json({ ok: true });",
      ),
    },
    finds: null,
  },
  {
    does: 'asks for a step of a course that the server keeps in a list',
    files: {
      'app.js': express(
        "import { steps } from './course.js';",
        'post /course',
        "  const step = steps.find(one => one.name === req.body.step);\n  if (!step) return res.status(422).json({ error: 'No such step' });\n  res.json(step);",
      ),
      'course.js': "export const steps = [{ name: 'begin' }, { name: 'end' }];",
    },
    finds: null,
  },
  {
    does: 'asks whether a user name is a reserved word, in another file',
    files: {
      'app.ts': express(
        "import { isUserBlocked } from './words';",
        'post /names',
        "  if (isUserBlocked(req.body.name)) return res.status(422).json({ error: 'Take another name' });\n  res.json({ ok: true });",
      ),
      'words.ts':
        "const WORDS = ['root', 'admin'];\nexport const isUserBlocked = (name: string): boolean => WORDS.includes(name);",
    },
    finds: null,
  },
  {
    does: 'asks for the rate of a loan',
    files: {
      'app.js': express(
        "import { rateLimit } from './loans.js';",
        'post /loans',
        "  if (req.body.rate > rateLimit(req.body.years)) return res.status(422).json({ error: 'That is usury' });\n  res.json({ ok: true });",
      ),
      'loans.js': 'export const rateLimit = years => 12 - years / 10;',
    },
    finds: null,
  },
  {
    does: 'opens a lock of a map in memory',
    files: {
      'app.ts': fastify(
        'const sessions = new Map<string, { open: boolean }>();',
        'post /doors',
        "  const session = sessions.get(req.body.door);\n  if (!session) return reply.code(422).send({ error: 'No such door' });\n  return { open: session.open };",
      ),
    },
    finds: null,
  },
  {
    does: 'reads the tokens of a text by a class of the project',
    files: {
      'app.js': express(
        "import { Reader } from './reader.js';",
        'post /programs',
        "  const token = new Reader(req.body.source).getToken();\n  if (!token) return res.status(422).json({ error: 'An empty program' });\n  res.json({ token });",
      ),
      'reader.js':
        'export class Reader {\n  constructor(source) {\n    this.words = source.split(/\\s+/);\n  }\n  getToken() {\n    return this.words[0];\n  }\n}',
    },
    finds: null,
  },
  {
    does: 'verifies that two amounts of an invoice fit',
    files: {
      'app.ts': express(
        "import { Invoice } from './invoice';",
        'post /invoices',
        "  const { verified } = new Invoice(req.body.lines).verify(req.body.total);\n  if (!verified) return res.status(422).json({ error: 'The total is another' });\n  res.json({ ok: true });",
      ),
      'invoice.ts':
        'export class Invoice {\n  constructor(private readonly lines: number[]) {}\n  verify(total: number) {\n    return { verified: this.lines.reduce((a, b) => a + b, 0) === total };\n  }\n}',
    },
    finds: null,
  },
  {
    does: 'saves a picture that was drawn, and sends it',
    files: {
      'app.js': express(
        "import { createCanvas } from 'canvas';",
        'post /pictures',
        "  const canvas = createCanvas(200, 200);\n  const pen = canvas.getContext('2d');\n  pen.save();\n  pen.fillText(req.body.text, 5, 5);\n  pen.restore();\n  res.status(200).type('png').send(canvas.toBuffer());",
      ),
    },
    finds: null,
  },
  {
    does: 'adds two numbers',
    files: {
      'app.ts': fastify(
        'function addItem(one: number, other: number): number {\n  return one + other;\n}',
        'post /sums',
        '  const sum = addItem(req.body.one, req.body.other);\n  return reply.code(200).send({ sum });',
      ),
    },
    finds: null,
  },
  {
    does: 'asks a rule of its own whether a text says who it is from',
    files: {
      'app.js': express(
        "import { isAuthenticated } from './letters.js';",
        'post /letters',
        "  if (!isAuthenticated(req.body.letter)) return res.status(422).json({ error: 'It is not signed' });\n  res.json({ ok: true });",
      ),
      'letters.js': "export const isAuthenticated = letter => letter.trim().endsWith('Yours');",
    },
    finds: null,
  },
];

/** Functions whose failure has a status of its own, under names that say nothing of it. */
export const MEANINGFUL: readonly Probe[] = [
  {
    does: 'looks a row up, in another file',
    files: {
      'app.js': express(
        "import { zug } from './gleis.js';",
        'get /boats/:id',
        '  const t = await zug(req.params.id);\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);',
      ),
      'gleis.js':
        "import pg from 'pg';\nconst q = new pg.Pool();\nexport async function zug(n) {\n  const { rows } = await q.query('SELECT * FROM boats WHERE id = $1', [n]);\n  return rows[0] ?? null;\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a document up, in the same file',
    files: {
      'app.ts': fastify(
        "import berg, { Schema } from 'mongoose';\nconst Wald = berg.model('W', new Schema({ a: String }));\nconst zug = (n: string) => Wald.findById(n).lean();",
        'get /boats/:id',
        '  const t = await zug(req.params.id);\n  if (!t) return reply.code(422).send({ t: null });\n  return t;',
      ),
    },
    finds: 'prefer-404-for-missing-resource 404 422',
  },
  {
    does: 'compares a password, in another file',
    files: {
      'app.js': express(
        "import { frost } from './eis.js';\nimport { zug } from './gleis.js';",
        'post /kette',
        '  const t = await zug(req.body.email);\n  if (!t || !(await frost(req.body.password, t.p))) return res.status(422).json({ t: null });\n  res.json(t);',
      ),
      'eis.js':
        "import { compare as x } from 'bcryptjs';\nexport async function frost(a, b) {\n  return await x(a, b);\n}",
      'gleis.js':
        "import pg from 'pg';\nconst q = new pg.Pool();\nexport async function zug(n) {\n  const { rows } = await q.query('SELECT * FROM users WHERE email = $1', [n]);\n  return rows[0];\n}",
    },
    finds: 'prefer-401-for-missing-credentials 401 422',
  },
  {
    does: 'compares a password by a promise made of a package',
    files: {
      'app.js': fastify(
        "import { promisify } from 'node:util';\nimport eis from 'bcrypt';\nconst frost = promisify(eis.compare);",
        'post /kette',
        '  const t = await frost(req.body.a, req.body.b);\n  if (!t) return reply.code(404).send({ t });\n  return { t };',
      ),
    },
    finds: 'prefer-401-for-missing-credentials 401 404',
  },
  {
    does: 'asks whose a record is, in another file',
    files: {
      'app.ts': express(
        "import { blick } from './auge';\nimport { zug } from './gleis';",
        'delete /boats/:id',
        '  const t = await zug(req.params.id);\n  if (!blick(req.user, t)) return res.status(401).json({ t: null });\n  res.json(t);',
      ),
      'auge.ts':
        'interface Wer { id: string }\ninterface Was { owner: string }\nexport function blick(a: Wer, b: Was): boolean {\n  return a.id === b.owner;\n}',
      'gleis.ts':
        "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport const zug = (n: string) => p.boat.findUnique({ where: { id: n } });",
    },
    finds: 'prefer-403-for-denied-permission 403 401',
  },
  {
    does: 'asks for a role, in the same file',
    files: {
      'app.js': express(
        "const blick = a => a.role === 'admin';",
        'delete /boats/:id',
        '  if (!blick(req.user)) return res.status(400).json({ t: null });\n  res.json({ t: 1 });',
      ),
    },
    finds: 'prefer-403-for-denied-permission 403 400',
  },
  {
    does: 'throws an error of its own where nothing is found',
    files: {
      'app.ts': express(
        "import { zug, Nebel } from './gleis';",
        'get /boats/:id',
        '  try {\n    res.json(await zug(req.params.id));\n  } catch (e) {\n    if (e instanceof Nebel) return res.status(400).json({ t: null });\n    res.status(500).json({ t: null });\n  }',
      ),
      'gleis.ts':
        "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport class Nebel extends Error {}\nexport async function zug(n: string) {\n  const t = await p.boat.findUnique({ where: { id: n } });\n  if (!t) throw new Nebel('x');\n  return t;\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'gives a result that says why nothing was found',
    files: {
      'app.js': fastify(
        "import { zug } from './gleis.js';",
        'get /boats/:id',
        '  const t = await zug(req.params.id);\n  if (t.weg) return reply.code(400).send({ t: null });\n  return t.was;',
      ),
      'gleis.js':
        "import knex from 'knex';\nconst berg = knex({});\nexport async function zug(n) {\n  const was = await berg('boats').where({ id: n }).first();\n  if (!was) return { weg: true };\n  return { weg: false, was };\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'checks the body by a schema under a local name',
    files: {
      'app.ts': express(
        "import { z as k } from 'zod';\nconst schiene = k.object({ a: k.string().min(3), b: k.number().max(9) });",
        'post /boats',
        '  const t = schiene.safeParse(req.body);\n  if (!t.success) return res.status(409).json({ t: null });\n  res.json(t.data);',
      ),
    },
    finds: 'prefer-422-for-invalid-content 422 409',
  },
  {
    does: 'checks the body by a schema, in another file',
    files: {
      'app.js': fastify(
        "import { nass } from './regen.js';",
        'post /boats',
        '  const { error: t } = nass(req.body);\n  if (t) return reply.code(500).send({ t: null });\n  return { t: 1 };',
      ),
      'regen.js':
        "import joi from 'joi';\nconst w = joi.object({ a: joi.string().min(3).required() });\nexport const nass = x => w.validate(x);",
    },
    finds: 'prefer-422-for-invalid-content 422 500',
  },
  {
    does: 'checks the body by a compiled schema',
    files: {
      'app.ts': express(
        "import Ajv from 'ajv';\nconst k = new Ajv();\nconst nass = k.compile({ type: 'object', properties: { a: { minLength: 3 } } });",
        'post /boats',
        '  if (!nass(req.body)) return res.status(403).json({ t: null });\n  res.json({ t: 1 });',
      ),
    },
    finds: 'prefer-422-for-invalid-content 422 403',
  },
  {
    does: 'is told by the store that a row is there already',
    files: {
      'app.js': express(
        "import { setzen } from './gleis.js';",
        'post /boats',
        "  try {\n    res.status(201).location('/boats/1').json(await setzen(req.body.name));\n  } catch (e) {\n    if (e.code === '23505') return res.status(400).json({ t: null });\n    throw e;\n  }",
      ),
      'gleis.js':
        "import pg from 'pg';\nconst q = new pg.Pool();\nexport const setzen = n => q.query('INSERT INTO boats (name) VALUES ($1)', [n]);",
    },
    finds: 'prefer-409-for-conflict 409 400',
  },
  {
    does: 'finds the account that would be made',
    files: {
      'app.ts': express(
        "import { zug, setzen } from './gleis';",
        'post /register',
        "  const t = await zug(req.body.email);\n  if (t) return res.status(400).json({ t: null });\n  res.status(201).location('/users/1').json(await setzen(req.body));",
      ),
      'gleis.ts':
        "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport const zug = (n: string) => p.user.findUnique({ where: { email: n } });\nexport const setzen = (n: { email: string }) => p.user.create({ data: n });",
    },
    finds: 'prefer-409-for-conflict 409 400',
  },
  {
    does: 'verifies a token by a package under a local name',
    files: {
      'app.js': express(
        "import { verify as tau } from 'jsonwebtoken';",
        'get /boats',
        "  const x = req.headers.authorization?.split(' ')[1];\n  try {\n    res.json(tau(x, process.env.S));\n  } catch {\n    res.status(500).json({ t: null });\n  }",
      ),
    },
    finds: 'prefer-401-for-missing-credentials 401 500',
  },
  {
    does: 'verifies a token in another file, which gives nothing where it is none',
    files: {
      'app.ts': fastify(
        "import { tau } from './morgen';",
        'get /boats',
        '  const t = tau(req.headers.authorization);\n  if (!t) return reply.code(403).send({ t: null });\n  return t;',
      ),
      'morgen.ts':
        "import jwt from 'jsonwebtoken';\nexport function tau(x: string | undefined) {\n  try {\n    return jwt.verify(x ?? '', 'k');\n  } catch {\n    return null;\n  }\n}",
    },
    finds: 'prefer-401-for-missing-credentials 401 403',
  },
  {
    does: 'asks an injected class for a record',
    files: {
      'app.ts':
        "import { Router, Request, Response } from 'express';\nimport { Wolke } from './wolke';\nexport class Stein {\n  constructor(private readonly wolke: Wolke) {}\n  hol = async (req: Request, res: Response) => {\n    const t = await this.wolke.zug(req.params.id);\n    if (!t) return res.status(400).json({ t: null });\n    return res.json(t);\n  };\n}\nconst k = new Stein(new Wolke());\nexport const r = Router().get('/boats/:id', k.hol);",
      'wolke.ts':
        "import { quelle } from './quelle';\nimport { Boot } from './boot';\nexport class Wolke {\n  zug(n: string) {\n    return quelle.getRepository(Boot).findOneBy({ id: n });\n  }\n}",
      'quelle.ts': "import { DataSource } from 'typeorm';\nexport const quelle = new DataSource({ type: 'postgres' });",
      'boot.ts': "import { Entity } from 'typeorm';\n@Entity()\nexport class Boot { id!: string }",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'asks the one class of an interface for a record',
    files: {
      'app.ts':
        "import { Router, Request, Response } from 'express';\nimport type { Wolke } from './wolke';\nexport class Stein {\n  constructor(private readonly wolke: Wolke) {}\n  async hol(req: Request, res: Response) {\n    const t = await this.wolke.zug(req.params.id);\n    if (!t) return res.status(422).json({ t: null });\n    return res.json(t);\n  }\n}\nexport const machen = (k: Stein) => Router().get('/boats/:id', (req, res) => k.hol(req, res));",
      'wolke.ts': 'export interface Wolke {\n  zug(n: string): Promise<{ id: string } | null>;\n}',
      'nass.ts':
        "import { PrismaClient } from '@prisma/client';\nimport type { Wolke } from './wolke';\nconst p = new PrismaClient();\nexport class Nass implements Wolke {\n  zug(n: string) {\n    return p.boat.findUnique({ where: { id: n } });\n  }\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 422',
  },
  {
    does: 'asks a method that hangs on a schema',
    files: {
      'app.js': express(
        "import { Wald } from './wald.js';",
        'get /boats/:id',
        '  const t = await Wald.blatt(req.params.id);\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);',
      ),
      'wald.js':
        "import mongoose from 'mongoose';\nconst s = new mongoose.Schema({ a: String });\ns.statics.blatt = function (n) {\n  return this.findOne({ _id: n });\n};\nexport const Wald = mongoose.model('W', s);",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'asks a method that a class inherits',
    files: {
      'app.ts': fastify(
        "import { Fluss } from './fluss';\nconst f = new Fluss();",
        'get /boats/:id',
        '  const t = await f.hol(req.params.id);\n  if (!t) return reply.code(400).send({ t: null });\n  return t;',
      ),
      'fluss.ts':
        "import { Strom } from './strom';\nimport { Boot } from './boot';\nexport class Fluss extends Strom {\n  constructor() {\n    super(Boot);\n  }\n}",
      'strom.ts':
        'export class Strom {\n  constructor(private readonly m: { findByPk(n: string): Promise<unknown> }) {}\n  hol(n: string) {\n    return this.m.findByPk(n);\n  }\n}',
      'boot.ts': "import { Model } from 'sequelize';\nexport class Boot extends Model {}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'asks another server by a package under a local name',
    files: {
      'app.js': express(
        "import ruf from 'axios';",
        'get /weather',
        "  try {\n    const { data } = await ruf.get('https://weather.example/today');\n    res.json(data);\n  } catch {\n    res.status(400).json({ t: null });\n  }",
      ),
    },
    finds: 'prefer-502-for-upstream-failure 502 400',
  },
  {
    does: 'asks another server, in another file',
    files: {
      'app.ts': fastify(
        "import { hall } from './tal';",
        'get /weather',
        "  try {\n    return await hall('today');\n  } catch {\n    return reply.code(404).send({ t: null });\n  }",
      ),
      'tal.ts':
        "import ruf from 'axios';\nconst k = ruf.create({ baseURL: 'https://weather.example' });\nexport async function hall(n: string) {\n  const { data } = await k.get(n);\n  return data;\n}",
    },
    finds: 'prefer-502-for-upstream-failure 502 404',
  },
  {
    does: 'reads rows, and every failure is the fault of who asks',
    files: {
      'app.js': express(
        "import { alle } from './gleis.js';",
        'get /boats',
        '  try {\n    res.json(await alle());\n  } catch (e) {\n    res.status(400).json({ t: e.message });\n  }',
      ),
      'gleis.js':
        "import pg from 'pg';\nconst q = new pg.Pool();\nexport const alle = async () => (await q.query('SELECT * FROM boats')).rows;",
    },
    finds: 'prefer-500-for-unexpected-failure 500 400',
  },
  {
    does: 'limits requests by a package under a local name',
    files: {
      'app.ts': express(
        "import bremse from 'express-rate-limit';\nconst b = bremse({ windowMs: 60000, limit: 5, statusCode: 403 });",
        'get /boats',
        '  res.json({ t: 1 });',
      ),
    },
    finds: 'prefer-429-for-rate-limit 429 403',
  },
  {
    does: 'is told by the store that nothing is there to be changed',
    files: {
      'app.ts': fastify(
        "import { PrismaClient, Prisma } from '@prisma/client';\nconst p = new PrismaClient();",
        'put /boats/:id',
        "  try {\n    return await p.boat.update({ where: { id: req.params.id }, data: { a: 1 } });\n  } catch (e) {\n    if (e instanceof Prisma.PrismaClientKnownRequestError && e.code === 'P2025') return reply.code(400).send({ t: null });\n    throw e;\n  }",
      ),
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'removes nothing, in another file',
    files: {
      'app.js': express(
        "import { fort } from './gleis.js';",
        'delete /boats/:id',
        '  const t = await fort(req.params.id);\n  if (t === 0) return res.status(400).json({ t });\n  res.sendStatus(204);',
      ),
      'gleis.js':
        "import { DataTypes, Sequelize } from 'sequelize';\nconst s = new Sequelize('x');\nconst Boot = s.define('boot', { a: DataTypes.STRING });\nexport const fort = n => Boot.destroy({ where: { id: n } });",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'makes a row, in another file',
    files: {
      'app.js': express(
        "import { setzen } from './gleis.js';",
        'post /boats',
        '  const t = await setzen(req.body);\n  res.status(200).json(t);',
      ),
      'gleis.js':
        "import mongoose from 'mongoose';\nconst Boot = mongoose.model('B', new mongoose.Schema({ a: String }));\nexport const setzen = n => Boot.create(n);",
    },
    finds: 'prefer-201-for-created-resource 201 200',
  },
  {
    does: 'is asked for a role by middleware with a name of its own',
    files: {
      'app.ts': `import express from 'express';\nimport { riegel } from './tor';\nconst app = express();\napp.delete('/boats/:id', riegel('admin'), (req, res) => {\n  res.sendStatus(204);\n});`,
      'tor.ts':
        "import type { NextFunction, Request, Response } from 'express';\nexport const riegel = (n: string) => (req: Request, res: Response, next: NextFunction) => {\n  if (req.user.role !== n) return res.status(401).json({ t: null });\n  next();\n};",
    },
    finds: 'prefer-403-for-denied-permission 403 401',
  },
  {
    does: 'looks a row up, handed on by a file of exports',
    files: {
      'app.js': express(
        "import { bahn } from './alles.js';",
        'get /boats/:id',
        '  const t = await bahn(req.params.id);\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);',
      ),
      'alles.js': "export { zug as bahn } from './gleis.js';",
      'gleis.js':
        "import { createClient } from '@supabase/supabase-js';\nconst s = createClient('u', 'k');\nexport async function zug(n) {\n  const { data } = await s.from('boats').select('*').eq('id', n).maybeSingle();\n  return data;\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a row up by a function that another one made',
    files: {
      'app.js': express(
        "import { machen } from './gleis.js';\nimport { Boot } from './boot.js';\nconst zug = machen(Boot);",
        'get /boats/:id',
        '  const t = await zug(req.params.id);\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);',
      ),
      'gleis.js': 'export const machen = m => n => m.findByPk(n);',
      'boot.js': "import { Model } from 'sequelize';\nexport class Boot extends Model {}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a row up by a function that was bound',
    files: {
      'app.ts': fastify(
        "import { Boot } from './boot';\nconst zug = Boot.findById.bind(Boot);",
        'get /boats/:id',
        '  const t = await zug(req.params.id);\n  if (!t) return reply.code(400).send({ t: null });\n  return t;',
      ),
      'boot.ts':
        "import mongoose from 'mongoose';\nexport const Boot = mongoose.model('B', new mongoose.Schema({ a: String }));",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a row up by a module that is loaded late',
    files: {
      'app.js': express(
        '',
        'get /boats/:id',
        "  const { zug } = await import('./gleis.js');\n  const t = await zug(req.params.id);\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);",
      ),
      'gleis.js':
        "import { MongoClient } from 'mongodb';\nconst m = new MongoClient('u');\nexport const zug = n => m.db('x').collection('boats').findOne({ _id: n });",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a row up by what the server is decorated with',
    files: {
      'app.js': `import Fastify from 'fastify';\nimport mongoose from 'mongoose';\nconst Boot = mongoose.model('B', new mongoose.Schema({ a: String }));\nconst app = Fastify();\napp.decorate('zug', n => Boot.findById(n));\napp.get('/boats/:id', async (req, reply) => {\n  const t = await app.zug(req.params.id);\n  if (!t) return reply.code(400).send({ t: null });\n  return t;\n});`,
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'looks a row up with a callback, in another file',
    files: {
      'app.js': express(
        "import { zug } from './gleis.js';",
        'get /boats/:id',
        '  zug(req.params.id, (e, t) => {\n    if (e) return res.status(500).json({ t: null });\n    if (!t) return res.status(400).json({ t: null });\n    res.json(t);\n  });',
      ),
      'gleis.js':
        "import mysql from 'mysql2';\nconst q = mysql.createPool({});\nexport function zug(n, f) {\n  q.query('SELECT * FROM boats WHERE id = ?', [n], (e, rows) => f(e, rows?.[0]));\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'checks the body by a middleware that holds a schema',
    files: {
      'app.ts': `import express from 'express';\nimport { z as k } from 'zod';\nimport { nass } from './regen';\nconst app = express();\nconst boot = k.object({ a: k.string().min(3) });\napp.post('/boats', nass(boot), (req, res) => {\n  res.json({ t: 1 });\n});`,
      'regen.ts':
        "import type { NextFunction, Request, Response } from 'express';\nimport type { ZodSchema } from 'zod';\nexport const nass = (k: ZodSchema) => (req: Request, res: Response, next: NextFunction) => {\n  const t = k.safeParse(req.body);\n  if (!t.success) return res.status(409).json({ t: null });\n  next();\n};",
    },
    finds: 'prefer-422-for-invalid-content 422 409',
  },
  {
    does: 'asks whether a value of the body is one of those there are, in another file',
    files: {
      'app.js': fastify(
        "import { farbe } from './topf.js';",
        'post /paint',
        '  if (!farbe(req.body.a)) return reply.code(404).send({ t: null });\n  return { t: 1 };',
      ),
      'topf.js': "const TOPF = ['rot', 'blau'];\nexport const farbe = x => TOPF.includes(x);",
    },
    finds: 'prefer-422-for-invalid-content 422 404',
  },
  {
    does: 'asks whether a field was sent, in another file',
    files: {
      'app.ts': express(
        "import { leer } from './topf';",
        'post /paint',
        '  if (leer(req.body.a)) return res.status(404).json({ t: null });\n  res.json({ t: 1 });',
      ),
      'topf.ts': 'export function leer(x: unknown): boolean {\n  return x === undefined || x === null;\n}',
    },
    finds: 'prefer-400-for-malformed-request 400 404',
  },
  {
    does: 'looks a row up by what a plugin of another file decorates the server with',
    files: {
      'app.js': `import Fastify from 'fastify';\nimport { bahn } from './bahn.js';\nconst app = Fastify();\nawait app.register(bahn);\napp.get('/boats/:id', async (req, reply) => {\n  const t = await app.zug(req.params.id);\n  if (!t) return reply.code(400).send({ t: null });\n  return t;\n});`,
      'bahn.js':
        "import fp from 'fastify-plugin';\nimport pg from 'pg';\nconst q = new pg.Pool();\nexport const bahn = fp(async app => {\n  app.decorate('zug', async n => (await q.query('SELECT * FROM boats WHERE id = $1', [n])).rows[0]);\n});",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'gives a pair of an error and a record',
    files: {
      'app.ts': express(
        "import { zug } from './gleis';",
        'get /boats/:id',
        '  const [e, t] = await zug(req.params.id);\n  if (e) return res.status(500).json({ t: null });\n  if (!t) return res.status(400).json({ t: null });\n  res.json(t);',
      ),
      'gleis.ts':
        "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport async function zug(n: string) {\n  try {\n    return [null, await p.boat.findUnique({ where: { id: n } })];\n  } catch (e) {\n    return [e, null];\n  }\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'throws an error with a status, two functions away',
    files: {
      'app.js': `import express from 'express';\nimport { fahrt } from './fahrt.js';\nconst app = express();\napp.get('/boats/:id', async (req, res) => {\n  res.json(await fahrt(req.params.id));\n});\napp.use((e, req, res, next) => {\n  res.status(e.nr ?? 500).json({ t: null });\n});`,
      'fahrt.js': "import { zug } from './gleis.js';\nexport const fahrt = async n => ({ was: await zug(n) });",
      'gleis.js':
        "import sqlite from 'better-sqlite3';\nimport { Nebel } from './nebel.js';\nconst s = sqlite('x');\nexport function zug(n) {\n  const t = s.prepare('SELECT * FROM boats WHERE id = ?').get(n);\n  if (!t) throw new Nebel(400);\n  return t;\n}",
      'nebel.js': 'export class Nebel extends Error {\n  constructor(nr) {\n    super();\n    this.nr = nr;\n  }\n}',
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'throws an error of a package under a local name',
    files: {
      'app.ts': express(
        "import nebel from 'http-errors';\nimport { zug } from './gleis';",
        'get /boats/:id',
        "  const t = await zug(req.params.id);\n  if (!t) throw nebel(422, 'x');\n  res.json(t);",
      ),
      'gleis.ts':
        "import { Redis } from 'ioredis';\nconst r = new Redis();\nexport const zug = (n: string) => r.get(`boat:${n}`);",
    },
    finds: 'prefer-404-for-missing-resource 404 422',
  },
  {
    does: 'checks the body by a schema of another package, which throws',
    files: {
      'app.js': express(
        "import * as k from 'yup';\nconst boot = k.object({ a: k.string().min(3) });",
        'post /boats',
        '  try {\n    res.json(await boot.validate(req.body));\n  } catch {\n    res.status(500).json({ t: null });\n  }',
      ),
    },
    finds: 'prefer-422-for-invalid-content 422 500',
  },
  {
    does: 'checks the body by the chains of a package under local names',
    files: {
      'app.js': `import express from 'express';\nimport { body as k, validationResult as nass } from 'express-validator';\nconst app = express();\napp.post('/boats', k('a').isLength({ min: 3 }), (req, res) => {\n  const t = nass(req);\n  if (!t.isEmpty()) return res.status(409).json({ t: null });\n  res.json({ t: 1 });\n});`,
    },
    finds: 'prefer-422-for-invalid-content 422 409',
  },
  {
    does: 'asks for a right that a class knows, by a getter',
    files: {
      'app.ts': fastify(
        "import { Wer } from './wer';",
        'delete /boats/:id',
        '  const w = new Wer(req.user);\n  if (!w.frei) return reply.code(401).send({ t: null });\n  return { t: 1 };',
      ),
      'wer.ts':
        "export class Wer {\n  constructor(private readonly a: { role: string }) {}\n  get frei(): boolean {\n    return this.a.role === 'admin';\n  }\n}",
    },
    finds: 'prefer-403-for-denied-permission 403 401',
  },
  {
    does: 'verifies a password of an account, as a method of it',
    files: {
      'app.js': express(
        "import { Wald } from './wald.js';",
        'post /kette',
        '  const t = await Wald.findOne({ email: req.body.email });\n  if (!t || !(await t.frost(req.body.password))) return res.status(400).json({ t: null });\n  res.json({ t: 1 });',
      ),
      'wald.js':
        "import bcrypt from 'bcrypt';\nimport mongoose from 'mongoose';\nconst s = new mongoose.Schema({ email: String, p: String });\ns.methods.frost = function (x) {\n  return bcrypt.compare(x, this.p);\n};\nexport const Wald = mongoose.model('W', s);",
    },
    finds: 'prefer-401-for-missing-credentials 401 400',
  },
  {
    does: 'keeps what middleware of another file has looked up',
    files: {
      'app.ts': `import express from 'express';\nimport { vor } from './vor';\nconst app = express();\napp.get('/boats/:id', vor, (req, res) => {\n  if (!res.locals.t) return res.status(400).json({ t: null });\n  res.json(res.locals.t);\n});`,
      'vor.ts':
        "import type { NextFunction, Request, Response } from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport async function vor(req: Request, res: Response, next: NextFunction) {\n  res.locals.t = await p.boat.findUnique({ where: { id: req.params.id } });\n  next();\n}",
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'asks for an object of a store that throws where there is none',
    files: {
      'app.js': express(
        "import { S3Client, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';\nconst s = new S3Client({});",
        'get /pictures/:key',
        "  try {\n    const t = await s.send(new GetObjectCommand({ Bucket: 'b', Key: req.params.key }));\n    t.Body.pipe(res);\n  } catch (e) {\n    if (e instanceof NoSuchKey) return res.status(400).json({ t: null });\n    res.status(500).json({ t: null });\n  }",
      ),
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'asks for a document that says itself whether it is there',
    files: {
      'app.ts': express(
        "import { getFirestore } from 'firebase-admin/firestore';\nconst f = getFirestore();",
        'get /boats/:id',
        "  const t = await f.collection('boats').doc(req.params.id).get();\n  if (!t.exists) return res.status(400).json({ t: null });\n  res.json(t.data());",
      ),
    },
    finds: 'prefer-404-for-missing-resource 404 400',
  },
  {
    does: 'waits too long for another server',
    files: {
      'app.js': fastify(
        "import ruf from 'axios';",
        'get /weather',
        "  try {\n    return (await ruf.get('https://weather.example', { timeout: 500 })).data;\n  } catch (e) {\n    if (e.code === 'ECONNABORTED') return reply.code(408).send({ t: null });\n    return reply.code(502).send({ t: null });\n  }",
      ),
    },
    finds: 'prefer-504-for-upstream-timeout 504 408',
  },
  {
    does: 'is told that an account cannot be made twice, by a result of a service',
    files: {
      'app.ts': express(
        "import { Wolke } from './wolke';\nconst w = new Wolke();",
        'post /register',
        "  const t = await w.setzen(req.body);\n  if (!t.gut) return res.status(400).json({ t: null });\n  res.status(201).location('/users/1').json(t);",
      ),
      'wolke.ts':
        "import { PrismaClient } from '@prisma/client';\nconst p = new PrismaClient();\nexport class Wolke {\n  async setzen(n: { email: string }) {\n    const t = await p.user.findUnique({ where: { email: n.email } });\n    if (t) return { gut: false };\n    await p.user.create({ data: n });\n    return { gut: true };\n  }\n}",
    },
    finds: 'prefer-409-for-conflict 409 400',
  },
  {
    does: 'asks for the key of an interface in a header',
    files: {
      'app.js': express(
        "import { schloss } from './tor.js';",
        'get /boats',
        '  if (!schloss(req)) return res.status(400).json({ t: null });\n  res.json({ t: 1 });',
      ),
      'tor.js': "export const schloss = q => q.get('x-api-key') === process.env.API_KEY;",
    },
    finds: 'prefer-401-for-missing-credentials 401 400',
  },
  {
    does: 'counts requests in a window of time, in another file',
    files: {
      'app.ts': `import express from 'express';\nimport { bremse } from './bremse';\nconst app = express();\napp.use(bremse);\napp.get('/boats', (req, res) => {\n  res.json({ t: 1 });\n});`,
      'bremse.ts':
        "import type { NextFunction, Request, Response } from 'express';\nimport { createClient } from 'redis';\nconst r = createClient();\nexport async function bremse(req: Request, res: Response, next: NextFunction) {\n  const n = await r.incr(`n:${req.ip}`);\n  if (n === 1) await r.expire(`n:${req.ip}`, 60);\n  if (n > 100) return res.status(403).json({ t: null });\n  next();\n}",
    },
    finds: 'prefer-429-for-rate-limit 429 403',
  },
];
