import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { CAUSES } from '../../src/knowledge/cause-table.ts';
import { makeProject } from '../model/read-project.ts';

/** A file with one route beside the files that it calls; `answer(404)` in it answers with that status, `done(x)` with a success. */
interface Program {
  readonly on: string;
  readonly above?: string;
  readonly body: string;
  /** Other files of the project, by their names in `src`. */
  readonly files?: Readonly<Record<string, string>>;
}

const FRAMEWORKS = {
  express: {
    dependency: 'express',
    start: "import express from 'express';\nconst app = express();",
    parameters: 'req, res',
    answer: (status: string) => `return res.status(${status}).json({ message: 'No.' });`,
    done: (value: string) => `return res.json(${value});`,
  },
  fastify: {
    dependency: 'fastify',
    start: "import Fastify from 'fastify';\nconst app = Fastify();",
    parameters: 'req, reply',
    answer: (status: string) => `return reply.code(${status}).send({ message: 'No.' });`,
    done: (value: string) => `return ${value};`,
  },
} as const;
type Framework = keyof typeof FRAMEWORKS;
const BOTH = ['express', 'fastify'] as const;

/** The rules that judge a failure by its cause. */
const BY_CAUSE = new Set(
  Object.values(CAUSES)
    .filter(({ right }) => right >= 400)
    .map(({ rule }) => `status-code/${rule}`),
);

type Preset = 'recommended' | 'strict';

/** What the rules that judge by a cause say of the file with the route. */
function lint(
  framework: Framework,
  { on, above = '', body, files = {} }: Program,
  preset: Preset = 'recommended',
): { readonly code: string; readonly messages: readonly Linter.LintMessage[] } {
  const { dependency, start, parameters, answer, done } = FRAMEWORKS[framework];
  const [method = '', path = ''] = on.split(' ');
  const handler = body
    .replace(/\banswer\((.*?)\);/g, (_, status: string) => answer(status))
    .replace(/\bdone\((.*?)\);/g, (_, value: string) => done(value));
  const code = `${start}\n${above}\napp.${method.toLowerCase()}('${path}', async (${parameters}) => {\n${handler}\n});\n`;
  const { root } = makeProject({
    'package.json': `{ "dependencies": { "${dependency}": "^5.0.0" } }`,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/${name}`, text])),
    'src/app.js': code,
  });
  const messages = new Linter({ cwd: root }).verify(code, [plugin.configs[preset]], {
    filename: `${root}/src/app.js`,
  });
  return { code, messages: messages.filter(({ ruleId }) => ruleId === null || BY_CAUSE.has(ruleId)) };
}

/** Each finding in one line: the rule's first two words, which message, and the code it stands at. */
function findings(framework: Framework, program: Program, preset?: Preset): readonly string[] {
  const { code, messages } = lint(framework, program, preset);
  const lines = code.split('\n');
  return messages.map(({ ruleId, messageId, line, column, endColumn }) => {
    const rule = ruleId?.replace('status-code/', '').split('-').slice(0, 2).join('-') ?? 'parser';
    return `${rule} ${messageId ?? ''} at ${lines[line - 1]?.slice(column - 1, (endColumn ?? 0) - 1) ?? ''}`;
  });
}

const MODEL = "import { Boat } from './models.js';";

/** A handler that looks a boat up and refuses by a throw of its own, and what its catch does. */
const ownThrow = (caught: string, { thrown = "new Error('none')", above = '' } = {}): Program => ({
  on: 'GET /boats/:id',
  above: `${MODEL}\n${above}`,
  body: `try {
  const boat = await Boat.findById(req.params.id);
  if (!boat) throw ${thrown};
  done(boat);
} catch (error) {
  ${caught}
}`,
});
const GONE = { thrown: "new Gone('none')", above: 'class Gone extends Error {}' };

/** A service that looks a boat up, with what it does where there is none. */
const service = (refusal: string): string =>
  `${MODEL}
export class Gone extends Error {}
export class Coded extends Error { constructor(code) { super('A boat failed'); this.code = code; } }
export async function findBoat(id) {
  const boat = await Boat.findById(id);
  ${refusal}
  return boat;
}`;
const THROWS = "if (!boat) throw new Gone('none');";

/** A handler that calls the service, and what its catch does. */
const called = (caught: string, boats = service(THROWS), above = ''): Program => ({
  on: 'GET /boats/:id',
  above: `import { findBoat, Gone } from './boats.js';\n${above}`,
  files: { 'boats.js': boats },
  body: `try {
  const boat = await findBoat(req.params.id);
  done(boat);
} catch (error) {
  ${caught}
}`,
});
const told = (test: string, status: number): string => `if (${test}) answer(${status});\n  answer(500);`;
const IS_GONE = 'error instanceof Gone';

/** A service that adds a boat whose name may be taken. */
const ADDS = `${MODEL}
export async function addBoat(data) {
  const other = await Boat.findOne({ name: data.name });
  if (other) throw new Error('taken');
  return Boat.create(data);
}`;
const adding = (caught: string, boats = ADDS): Program => ({
  on: 'POST /boats',
  above: "import { addBoat } from './boats.js';",
  files: { 'boats.js': boats },
  body: `try {
  await addBoat(req.body);
} catch (error) {
  ${caught}
}
done({ name: req.body.name });`,
});

/** A service that says by its result whether there was a boat, and a handler that asks it. */
const removing = (asked: string, none: string, success: string, removes = '!boat'): Program => ({
  on: 'DELETE /boats/:id',
  above: "import { removeBoat } from './boats.js';",
  files: {
    'boats.js': `${MODEL}
export async function removeBoat(id) {
  const boat = await Boat.findById(id);
  if (${removes}) return ${none};
  await boat.remove();
  return ${success};
}`,
  },
  body: `${asked}\ndone({ gone: 1 });`,
});
const RESULT = ["{ ok: false, reason: 'none' }", '{ ok: true }'] as const;
const ask = (declared: string, test: string, status: number): string =>
  `const ${declared} = await removeBoat(req.params.id);\nif (${test}) answer(${status});`;

const RETHROWS = `try {
    const boat = await Boat.findById(id);
    if (!boat) throw new Gone('none');
    return boat;
  } catch (error) {
    if (error instanceof Gone) throw error;
    throw new Error('broken');
  }`;
const rethrowing = service('').replace(/ {2}const boat = [^}]*return boat;/, `  ${RETHROWS}`);

const METHODS = `${MODEL}
export class Gone extends Error {}
export class Boats {
  async find(id) {
    const boat = await Boat.findById(id);
    ${THROWS}
    return boat;
  }
}`;
const method = (status: number): Program => {
  const program = called(told(IS_GONE, status), METHODS);
  return {
    ...program,
    above: "import { Boats, Gone } from './boats.js';\nconst boats = new Boats();",
    body: program.body.replace('findBoat(', 'boats.find('),
  };
};

const FAIL = 'export class Gone extends Error {}\nexport function fail(text) {\n  throw new Gone(text);\n}';
const helper = (caught: string): Program => {
  const program = ownThrow(caught);
  return {
    ...program,
    above: `${MODEL}\nimport { fail, Gone } from './fail.js';`,
    files: { 'fail.js': FAIL },
    body: program.body.replace("throw new Error('none')", "fail('none')"),
  };
};

const LOGIN = `import bcrypt from 'bcrypt';
import { User } from './models.js';
export async function login(email, password) {
  const user = await User.findOne({ email });
  if (!user) throw new Error('Unknown account');
  const isRight = await bcrypt.compare(password, user.hash);
  if (!isRight) throw new Error('Wrong password');
  return user;
}`;
const login = (status: number): Program => ({
  on: 'POST /login',
  above: "import { login } from './auth.js';\nimport { Session } from './models.js';",
  files: { 'auth.js': LOGIN },
  body: `try {
  const user = await login(req.body.email, req.body.password);
  const session = await Session.create({ user: user.id });
  done({ session: session.id });
} catch (error) {
  answer(${status});
}`,
});

/** A function that says by what it returns whether a token is genuine, as its catch tells it, and a handler that asks. */
const genuine = (asked: string, no: string, yes = 'true', tried = 'jwt.verify(token, process.env.KEY);'): Program => ({
  on: 'GET /boats',
  above: "import { check } from './check.js';\nimport { Boat } from './models.js';",
  files: {
    'check.js': `import jwt from 'jsonwebtoken';
import { Seal } from './models.js';
export async function check(token) {
  try {
    ${tried}
    return ${yes};
  } catch {
    return ${no};
  }
}`,
  },
  body: `${asked}\ndone({ boats: await Boat.find() });`,
});
const checked = (declared: string, test: string, status: number): string =>
  `const ${declared} = await check(req.headers.authorization);\nif (${test}) answer(${status});`;

/** A controller whose class is given its service where its own file makes it. */
const injected = (framework: Framework, status: number, made: string): Program => ({
  on: 'GET /ports',
  above: `${MODEL}
class Gone extends Error {}
class Fleet {
  async find(id) {
    const boat = await Boat.findById(id);
    ${THROWS}
    return boat;
  }
}
class Boats {
  constructor(fleet) {
    this.fleet = fleet;
  }
  show = async (${FRAMEWORKS[framework].parameters}) => {
    try {
      const boat = await this.fleet.find(req.params.id);
      ${FRAMEWORKS[framework].done('boat')}
    } catch (error) {
      if (error instanceof Gone) ${FRAMEWORKS[framework].answer(String(status))}
      throw error;
    }
  };
}
${made}
app.get('/boats/:id', boats.show);`,
  body: 'done({ ports: 1 });',
});

/** A function that refuses while the server is under maintenance, and a handler that calls it. */
const open = (status: number, test = "process.env.MAINTENANCE === 'true'"): Program => ({
  on: 'GET /boats',
  above: "import { ensureOpen, Shut } from './open.js';\nimport { Boat } from './models.js';",
  files: {
    'open.js': `export class Shut extends Error {}
export function ensureOpen(user) {
  if (${test}) throw new Shut('shut');
}`,
  },
  body: `try {
  ensureOpen(req.user);
  done({ boats: await Boat.find() });
} catch (error) {
  if (error instanceof Shut) answer(${status});
  throw error;
}`,
});

/** A handler that has found a boat, and a function that counts what belongs to it. */
const crewed = (asked: string, counted: string): Program => ({
  on: 'POST /boats/:id/sail',
  above: `${MODEL}\nimport { crewOf, Unmanned } from './crew.js';`,
  files: {
    'crew.js': `import { Sailor } from './models.js';
export class Unmanned extends Error {}
export async function crewOf(boat) {
  const crew = await Sailor.find({ boat });
  ${counted}
  return true;
}`,
  },
  body: `const boat = await Boat.findById(req.params.id);
if (!boat) answer(404);
${asked}
done({ sails: 1 });`,
});

const MISSING = 'prefer-404 wrong at 400';
const CONFLICT = 'prefer-409 wrong at 404';

/** Each form once as its status contradicts what happened, and once as it does not. */
const FORMS: readonly (readonly [name: string, wrong: Program, finding: string, right: Program])[] = [
  [
    'an own throw that its catch tells by class',
    ownThrow(told(IS_GONE, 400), GONE),
    MISSING,
    ownThrow(told(IS_GONE, 404), GONE),
  ],
  [
    'an own throw that its catch lets pass last',
    ownThrow('if (!(error instanceof Gone)) answer(500);\n  answer(400);', GONE),
    MISSING,
    ownThrow('if (!(error instanceof Gone)) answer(500);\n  answer(404);', GONE),
  ],
  ['a service of another file, by its class', called(told(IS_GONE, 400)), MISSING, called(told(IS_GONE, 404))],
  [
    'a service whose result is awaited with others',
    {
      ...called(told(IS_GONE, 400)),
      body: called(told(IS_GONE, 400)).body.replace(
        'const boat = await findBoat(req.params.id);',
        'const [boat] = await Promise.all([findBoat(req.params.id)]);',
      ),
    },
    MISSING,
    called(told(IS_GONE, 404)),
  ],
  [
    'a message compared by ===',
    adding(told("error.message === 'taken'", 404)),
    CONFLICT,
    adding(told("error.message === 'taken'", 409)),
  ],
  [
    'a message compared in a switch',
    adding("switch (error.message) {\n    case 'taken':\n      answer(404);\n    default:\n      answer(500);\n  }"),
    CONFLICT,
    adding("switch (error.message) {\n    case 'taken':\n      answer(409);\n    default:\n      answer(500);\n  }"),
  ],
  [
    'a message that is kept first',
    adding("const { message } = error;\n  if (message === 'taken') answer(404);\n  answer(500);"),
    CONFLICT,
    adding("const { message } = error;\n  if (message === 'taken') answer(409);\n  answer(500);"),
  ],
  [
    'a code of an own class',
    called(told("error.code === 'E_GONE'", 400), service("if (!boat) throw new Coded('E_GONE');")),
    MISSING,
    called(told("error.code === 'E_GONE'", 404), service("if (!boat) throw new Coded('E_GONE');")),
  ],
  [
    'what an inner catch throws on',
    called(told(IS_GONE, 400), rethrowing),
    MISSING,
    called(told(IS_GONE, 404), rethrowing),
  ],
  ['a method of an instance', method(400), MISSING, method(404)],
  [
    'a result object by its flag',
    removing(ask('result', '!result.ok', 400), ...RESULT),
    MISSING,
    removing(ask('result', '!result.ok', 404), ...RESULT),
  ],
  [
    'a result object by its reason',
    removing(ask('result', "result.reason === 'none'", 400), ...RESULT),
    MISSING,
    removing(ask('result', "result.reason === 'none'", 404), ...RESULT),
  ],
  [
    'a result object that is taken apart',
    removing(ask('{ ok }', '!ok', 400), ...RESULT),
    MISSING,
    removing(ask('{ ok }', '!ok', 404), ...RESULT),
  ],
  [
    'a flag',
    removing(ask('isGone', '!isGone', 400), 'false', 'true'),
    MISSING,
    removing(ask('isGone', '!isGone', 404), 'false', 'true'),
  ],
  [
    'a flag that is asked where it is called',
    removing('if (!(await removeBoat(req.params.id))) answer(400);', 'false', 'true'),
    MISSING,
    removing('if (!(await removeBoat(req.params.id))) answer(404);', 'false', 'true'),
  ],
  [
    'null for a record',
    removing(ask('boat', '!boat', 400), 'null', 'boat'),
    MISSING,
    removing(ask('boat', '!boat', 404), 'null', 'boat'),
  ],
  [
    'a verification whose catch gives false',
    genuine(checked('isGenuine', '!isGenuine', 400), 'false'),
    'prefer-401 wrong at 400',
    genuine(checked('isGenuine', '!isGenuine', 401), 'false'),
  ],
  [
    'a verification whose catch gives a result object',
    genuine(checked('result', '!result.ok', 403), '{ ok: false }', '{ ok: true }'),
    'prefer-401 wrong at 403',
    genuine(checked('result', '!result.ok', 401), '{ ok: false }', '{ ok: true }'),
  ],
  [
    'a verification whose catch gives an error in a result object',
    genuine(checked('{ error }', 'error', 403), "{ error: 'bad' }", '{ claims: 1 }'),
    'prefer-401 wrong at 403',
    genuine(checked('{ error }', 'error', 401), "{ error: 'bad' }", '{ claims: 1 }'),
  ],
  [
    'a verification that is asked where it is called',
    genuine('if (!(await check(req.headers.authorization))) answer(403);', 'false'),
    'prefer-401 wrong at 403',
    genuine('if (!(await check(req.headers.authorization))) answer(401);', 'false'),
  ],
  ['a switch of the server', open(400), 'prefer-503 wrong at 400', open(503)],
  [
    'a switch of the server whom some callers pass',
    open(400, "process.env.MAINTENANCE === 'true' && user.role !== 'admin'"),
    'prefer-503 wrong at 400',
    open(503, "process.env.MAINTENANCE === 'true' && user.role !== 'admin'"),
  ],
  ['a helper that always throws', helper(told(IS_GONE, 400)), MISSING, helper(told(IS_GONE, 404))],
  ['a helper that always throws and is the end of a line', helper('answer(400);'), MISSING, helper(told(IS_GONE, 404))],
  ['a login service with two throws and a store', login(400), 'prefer-401 wrong at 400', login(401)],
];

describe.each(BOTH)('a failure that travels to its response, in %s', framework => {
  it.each(FORMS)('is judged by where it comes from: %s', (_, wrong, finding, right) => {
    expect(findings(framework, wrong)).toEqual([finding]);
    expect(findings(framework, right)).toEqual([]);
  });

  it.each<[string, Program]>([
    [
      'is thrown under a guard that nothing is known of',
      called(told(IS_GONE, 400), service(THROWS.replace('!boat', 'odd(boat)'))),
    ],
    [
      'is one of two for one of which the status is acceptable',
      called(
        told(IS_GONE, 400),
        service(THROWS).replace('  const boat', "  if (!id) throw new Gone('no id');\n  const boat"),
      ),
    ],
    [
      'is one of two of which the other cannot be read',
      called(told(IS_GONE, 409), service(`${THROWS}\n  if (odd(boat)) throw new Gone('odd');`)),
    ],
    [
      'is of another class than the one that is told',
      called(told(IS_GONE, 400), service(THROWS.replace('Gone', 'Error'))),
    ],
    [
      'is swallowed before it comes to the catch',
      called(told(IS_GONE, 400), rethrowing.replace('throw error;', 'return null;')),
    ],
    [
      'is caught in the chain of its promise',
      {
        ...called(told(IS_GONE, 400)),
        body: called(told(IS_GONE, 400)).body.replace('(req.params.id)', '(req.params.id).catch(() => null)'),
      },
    ],
    [
      'is the rejection of a promise that nobody waits for',
      {
        ...called(told(IS_GONE, 400)),
        body: called(told(IS_GONE, 400)).body.replace('const boat = await', 'const boat ='),
      },
    ],
    [
      'is a result under a guard that nothing is known of',
      removing(ask('result', '!result.ok', 400), ...RESULT, 'odd(boat)'),
    ],
    [
      'is a result of two for one of which the status is acceptable',
      {
        ...removing(ask('result', '!result.ok', 400), ...RESULT),
        files: {
          'boats.js': `${MODEL}\nexport async function removeBoat(id) {\n  if (!id) return { ok: false, reason: 'id' };\n  const boat = await Boat.findById(id);\n  if (!boat) return { ok: false, reason: 'none' };\n  return { ok: true };\n}`,
        },
      },
    ],
    [
      'is what a record lacks that was found before its function was called',
      crewed(
        'try {\n  await crewOf(req.params.id);\n} catch (error) {\n  if (error instanceof Unmanned) answer(400);\n  throw error;\n}',
        "if (crew.length === 0) throw new Unmanned('none');",
      ),
    ],
    [
      'is what a record lacks that was found before its function was asked',
      crewed('if (!(await crewOf(req.params.id))) answer(400);', 'if (crew.length === 0) return false;'),
    ],
    [
      'is the failure of a store that its function calls its verdict',
      genuine(checked('isGenuine', '!isGenuine', 400), 'false', 'true', 'await Seal.create({ token });'),
    ],
    [
      'is a catch that gives what goes well as well',
      genuine(checked('isGenuine', '!isGenuine', 403), 'false', 'odd(token)'),
    ],
    ['is the catch of a function whose other end is open', genuine(checked('is', '!is', 403), 'false', 'await odd()')],
    ['is a catch whose result lets pass', genuine(checked('isGenuine', 'isGenuine', 403), 'false')],
    [
      'is another reason than the one that is asked',
      removing(ask('result', "result.reason === 'other'", 400), ...RESULT),
    ],
    [
      'is a result that is set before it is returned',
      {
        on: 'PATCH /boats/:id',
        above: "import { settle } from './boats.js';",
        files: {
          'boats.js': `${MODEL}\nexport async function settle(id) {\n  const boat = await Boat.findById(id);\n  let isSettled = true;\n  if (!boat) return false;\n  if (boat.owes) isSettled = false;\n  return isSettled;\n}`,
        },
        body: 'const isSettled = await settle(req.params.id);\nif (!isSettled) answer(409);\ndone({ is: 1 });',
      },
    ],
  ])('is none where it %s', (_, program) => {
    expect(findings(framework, program)).toEqual([]);
  });

  it.each(['const boats = new Boats(new Fleet());', 'const fleet = new Fleet();\nconst boats = new Boats(fleet);'])(
    'comes from a service that a controller is made with: %s',
    made => {
      expect(findings(framework, injected(framework, 400, made))).toEqual([MISSING]);
      expect(findings(framework, injected(framework, 404, made))).toEqual([]);
    },
  );

  it.each([
    // Which of the two it is given is not known.
    'const boats = new Boats(new Fleet());\nconst others = new Boats(elsewhere);',
    'const boats = new Boats(elsewhere);',
  ])('comes from nowhere in sight where a controller is made so: %s', made => {
    expect(findings(framework, injected(framework, 400, made))).toEqual([]);
  });

  it('names the function and the line it comes from', () => {
    const { messages } = lint(framework, called(told(IS_GONE, 400)));
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringMatching(/`findBoat` throws `Gone` where `boat`, .* was not found \(boats\.js:6\)/),
    ]);
  });

  it('offers its right status where it is alone, and none where other failures are answered alike', () => {
    const suggestions = (program: Program): readonly number[] =>
      lint(framework, program).messages.map(one => one.suggestions?.length ?? 0);
    expect(suggestions(called(told(IS_GONE, 400)))).toEqual([1]);
    expect(suggestions(called('answer(400);'))).toEqual([0]);
    expect(suggestions(login(400))).toEqual([0]);
  });
});

describe.each(BOTH)('a refusal that a catch answers with 500, in %s', framework => {
  it.each<[string, Program, string, string]>([
    [
      'it stands in the function of the catch',
      ownThrow('console.error(error);\n  answer(500);'),
      "prefer-404 lost at new Error('none')",
      'recommended',
    ],
    [
      'it stands in a callback that is waited for',
      {
        on: 'POST /boats/:id/sail',
        above: `${MODEL}\nimport { database } from './database.js';`,
        body: `try {
  await database.transaction(async () => {
    const boat = await Boat.findById(req.params.id);
    if (!boat) throw new Error('none');
  });
  done({ sails: 1 });
} catch {
  answer(500);
}`,
      },
      "prefer-404 lost at new Error('none')",
      'recommended',
    ],
    ['another function throws it', called('answer(500);'), 'prefer-404 lost at findBoat(req.params.id)', 'strict'],
    ['a helper throws it', helper('answer(500);'), "prefer-404 lost at fail('none')", 'strict'],
    [
      'it is waited for among others',
      {
        ...called('answer(500);'),
        body: called('answer(500);').body.replace(
          'await findBoat(req.params.id)',
          'await Promise.all([findBoat(req.params.id)])',
        ),
      },
      'prefer-404 lost at findBoat(req.params.id)',
      'strict',
    ],
  ])('is lost where %s', (_, program, finding, from) => {
    expect(findings(framework, program, 'strict')).toEqual([finding]);
    expect(findings(framework, program)).toEqual(from === 'recommended' ? [finding] : []);
  });

  const HTTP = { thrown: 'createError(404)', above: "import createError from 'http-errors';" };

  it.each<[string, Program]>([
    ['by class', ownThrow(told(IS_GONE, 404), GONE)],
    [
      'by a class of a package',
      ownThrow('if (error instanceof AppError) answer(error.status);\n  answer(500);', {
        thrown: 'new Missing()',
        above: "import { AppError, Missing } from '@harbour/errors';",
      }),
    ],
    ['by a status of its own', ownThrow('if (error.status) answer(error.status);\n  answer(500);', HTTP)],
    ['by throwing on what has a status', ownThrow('if (error.statusCode) throw error;\n  answer(500);', HTTP)],
    [
      'by a function of its package',
      ownThrow('if (createError.isHttpError(error)) throw error;\n  answer(500);', HTTP),
    ],
    [
      'by a function of the project',
      ownThrow(told('isKnown(error)', 404), { above: "import { isKnown } from './known.js';" }),
    ],
    [
      'by a name',
      ownThrow(told("error.name === 'Gone'", 404), { ...GONE, above: "class Gone extends Error { name = 'Gone'; }" }),
    ],
    [
      'by a set of messages',
      ownThrow(told('KNOWN.has(error.message)', 404), { above: "const KNOWN = new Set(['none']);" }),
    ],
    [
      'by a list of messages',
      ownThrow(told('KNOWN.includes(error.message)', 404), { above: "const KNOWN = ['none'];" }),
    ],
    ['by the start of its message', ownThrow(told("error.message.startsWith('no')", 404))],
    [
      'by the start of a message that is put together',
      ownThrow(told("error.message.startsWith('no ')", 404), { thrown: 'new Error(`no ${req.params.id}`)' }),
    ],
    ['by a pattern', ownThrow(told('/none/.test(error.message)', 404))],
    [
      'by a key',
      ownThrow(told("'status' in error", 404), { thrown: "Object.assign(new Error('none'), { status: 404 })" }),
    ],
    [
      'by a text that is kept',
      ownThrow(
        "const text = error instanceof Error ? error.message : '';\n  if (text === 'none') answer(404);\n  answer(500);",
      ),
    ],
    ['by a table', ownThrow('answer(STATUS[error.message] || 500);', { above: 'const STATUS = { none: 404 };' })],
    ['in the status itself', ownThrow("const status = error.message === 'none' ? 404 : 500;\n  answer(status);")],
    [
      'in a status that is set first',
      ownThrow("let status = 500;\n  if (error.message === 'none') status = 404;\n  answer(status);"),
    ],
    [
      'in a parameter that is taken apart',
      {
        ...ownThrow(told("message === 'none'", 404)),
        body: ownThrow(told("message === 'none'", 404)).body.replace('catch (error)', 'catch ({ message })'),
      },
    ],
  ])('is told apart %s', (_, program) => {
    expect(findings(framework, program, 'strict').filter(one => one.includes(' lost '))).toEqual([]);
  });

  const waiting = (instead: string): Program => ({
    ...called('answer(500);'),
    body: called('answer(500);').body.replace('await findBoat(req.params.id)', instead),
  });

  it.each<[string, Program]>([
    ['it is caught in its chain', waiting('await findBoat(req.params.id).catch(() => null)')],
    ['nobody waits for it', waiting('findBoat(req.params.id)')],
    ['it is waited for whatever comes of it', waiting('await Promise.allSettled([findBoat(req.params.id)])')],
    ['it is given to a timer', waiting('setTimeout(async () => { await findBoat(req.params.id); }, 10)')],
    ['it is given to an emitter', waiting("bus.on('sail', async () => { await findBoat(req.params.id); })")],
    [
      'the call says that it is not thrown',
      {
        ...waiting('await findBoat(req.params.id, false)'),
        files: {
          'boats.js': service('if (!boat) { if (isNeeded) throw new Gone(); return null; }').replace(
            '(id)',
            '(id, isNeeded)',
          ),
        },
      },
    ],
    ['its guard is not known', called('answer(500);', service(THROWS.replace('!boat', 'odd(boat)')))],
  ])('is not lost where %s', (_, program) => {
    expect(findings(framework, program, 'strict').filter(one => one.includes(' lost '))).toEqual([]);
  });
});

describe('an error that the error handler of the application answers', () => {
  const APPLICATIONS = {
    'express, required and called at once': [
      'express',
      "const app = require('express')();",
      'app.use((err, req, res, next) => { if (err instanceof Sunk) return res.status(400).json({}); next(err); });',
    ],
    'express, required and called later': [
      'express',
      "const express = require('express');\nconst app = express();",
      'app.use((err, req, res, next) => { if (err instanceof Sunk) return res.status(400).json({}); next(err); });',
    ],
    'express, with a table of statuses in the same file': [
      'express',
      "const STATUS_OF = { E_SUNK: 400, E_BUSY: 503 };\nconst app = require('express')();",
      'app.use((err, req, res, next) => { const status = STATUS_OF[err.code] || 500; res.status(status).json({}); });',
    ],
    'fastify, required and called at once with options': [
      'fastify',
      "const app = require('fastify')({ logger: true });",
      'app.setErrorHandler((err, req, reply) => { if (err instanceof Sunk) return reply.code(400).send({}); reply.send(err); });',
    ],
  } as const;

  it.each(Object.entries(APPLICATIONS))('is judged where it is thrown: %s', (_, [dependency, made, handles]) => {
    const code = `${made}
const { Boat } = require('./models');
class Sunk extends Error {
  constructor(message) {
    super(message);
    this.code = 'E_SUNK';
  }
}
async function findBoat(id) {
  const boat = await Boat.findById(id);
  if (!boat) throw new Sunk('none');
  return boat;
}
app.get('/boats/:id', async (req, res) => {
  const boat = await findBoat(req.params.id);
  res.send(boat);
});
${handles}
`;
    const { root } = makeProject({
      'package.json': `{ "dependencies": { "${dependency}": "^5.0.0" } }`,
      'src/app.js': code,
    });
    const messages = new Linter({ cwd: root }).verify(
      code,
      [plugin.configs.recommended, { languageOptions: { sourceType: 'commonjs' } }],
      { filename: `${root}/src/app.js` },
    );
    const [thrown = ''] = code.slice(code.indexOf('Sunk(')).split('(');
    expect(
      messages.map(
        ({ ruleId, line, column }) =>
          `${ruleId ?? ''} at ${code.split('\n')[line - 1]?.slice(column - 1, column + 3) ?? ''}`,
      ),
    ).toEqual([`status-code/prefer-404-for-missing-resource at ${thrown}`]);
  });
});
