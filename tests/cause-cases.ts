import type { Cases, InvalidCase, ValidCase } from './rule-tester.ts';

/** One way to write a handler: a framework in a language. */
export interface Dialect {
  readonly framework: 'express' | 'fastify';
  readonly isTyped: boolean;
  /** The response parameter's name. */
  readonly res: string;
  /** The statement that answers with a status, written as a number or as any expression. */
  readonly answer: (status: number | string, message?: string) => string;
  /** A file with one route, its handler's request called `req`. */
  readonly route: (spec: RouteSpec) => string;
}

/** A route as a case needs it. */
export interface RouteSpec {
  /** `DELETE /posts/:id` */
  readonly on: string;
  /** What is imported or defined above the route. */
  readonly above?: string;
  /** The expressions of the middleware before the handler. */
  readonly before?: readonly string[];
  readonly body: string;
  /** What the handler answers at its end; a success where it is left out. */
  readonly last?: string;
}

const EXPRESS = "import express from 'express';\nconst app = express();";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();";

function dialect(framework: Dialect['framework'], isTyped: boolean): Dialect {
  const isExpress = framework === 'express';
  const res = isExpress ? 'res' : 'reply';
  const answer = (status: number | string, message = 'No.'): string =>
    isExpress
      ? `return res.status(${status}).json({ message: '${message}' });`
      : `return reply.code(${status}).send({ message: '${message}' });`;
  const parameters = !isTyped
    ? `(req, ${res})`
    : isExpress
      ? '(req: Request, res: Response)'
      : '(req: FastifyRequest, reply: FastifyReply)';
  const types = !isTyped
    ? ''
    : isExpress
      ? "import type { Request, Response } from 'express';\n"
      : "import type { FastifyReply, FastifyRequest } from 'fastify';\n";
  return {
    framework,
    isTyped,
    res,
    answer,
    route({ on, above = '', before = [], body, last }) {
      const [method = 'GET', path = '/'] = on.split(' ');
      const middleware =
        before.length === 0 ? '' : isExpress ? `${before.join(', ')}, ` : `{ preHandler: [${before.join(', ')}] }, `;
      const end = last ?? (isExpress ? 'return res.json({ done: true });' : 'return { done: true };');
      return `${types}${isExpress ? EXPRESS : FASTIFY}\n${above}\napp.${method.toLowerCase()}('${path}', ${middleware}async ${parameters} => {\n${body}\n${end}\n});`;
    },
  };
}

/** Code of which a case is made, in the dialect and with the status given. */
export type Template = (dialect: Dialect, status: number) => string;

/** A case written once for both frameworks, in JavaScript and in TypeScript. */
export interface Row {
  readonly name: string;
  readonly code: Template;
  /** The status sent, where it is another than the one most rows send. */
  readonly sent?: number;
  readonly options?: object;
  readonly only?: Dialect['framework'];
  /** The status suggested, where it is another than the rule's; null where no edit is offered. */
  readonly right?: number | null;
  /** What is said, where it is another message than that of most rows. */
  readonly messageId?: 'lost';
}

/** A condition of a handler under which it refuses a request. */
export interface Refusal {
  /** `POST /posts` where it is left out. */
  readonly on?: string;
  readonly above?: string;
  /** The statements before it. */
  readonly first?: string;
  readonly test: string;
  /** The status that it asks for, where it is another than the rule's. */
  readonly right?: number;
}

/** A refusal that is thrown into a catch of the same function, with what the catch does. */
function thrown({ on = 'POST /posts', above = '', first = '', test }: Refusal, then: Template): Template {
  return (one, status) =>
    one.route({
      on,
      above,
      body: `try {\n${first}\nif (${test}) throw new Error('No.');\nawait save(req.body);\n} catch (err) {\n${then(one, status)}\n}`,
    });
}

/** Whether a catch answers a refusal like a failure of the server: what must be said of it, and what must not. */
function lostRows(refusal: Refusal, right: number): { readonly reported: Row[]; readonly silent: Row[] } {
  const answers: Template = ({ answer }) => `console.error(err);\n${answer(500)}`;
  return {
    reported: [
      {
        name: 'a catch that answers it like a failure of the server',
        code: thrown(refusal, answers),
        right: null,
        messageId: 'lost',
      },
    ],
    silent: [
      { name: 'a catch that throws it on', code: thrown(refusal, () => 'console.error(err);\nthrow err;') },
      {
        name: 'a catch that tells it apart',
        code: thrown(
          refusal,
          ({ answer }) => `if (err.message === 'No.') ${answer(refusal.right ?? right)}\n${answer(500)}`,
        ),
      },
      {
        name: 'a catch that answers it like a failure, which is accepted',
        code: thrown(refusal, answers),
        options: { accept: [500] },
      },
    ],
  };
}

/** Makes the cases of one framework of rows that must be reported and rows that must not: each in JavaScript and in TypeScript, of which `testRule` runs one. The suggestion of a report is the same code with the right status. */
export function casesOf(
  framework: Dialect['framework'],
  {
    sent,
    right,
    reported,
    silent,
    lost,
  }: {
    readonly sent: number;
    readonly right: number;
    readonly reported: readonly Row[];
    readonly silent: readonly Row[];
    /** A refusal that a catch may answer like a failure of the server. */
    readonly lost?: Refusal;
  },
): { readonly valid: ValidCase[]; readonly invalid: InvalidCase[] } {
  const dialects = [dialect(framework, false), dialect(framework, true)];
  const expand = <Made>(rows: readonly Row[], make: (row: Row, one: Dialect) => Made): Made[] =>
    rows.filter(row => (row.only ?? framework) === framework).flatMap(row => dialects.map(one => make(row, one)));
  const base = (row: Row, one: Dialect) => ({
    name: `${row.name}${one.isTyped ? ' (typed)' : ''}`,
    code: row.code(one, row.sent ?? sent),
    row,
    ...(one.isTyped && { ts: true }),
    ...(row.options && { options: [row.options] as const }),
  });
  const more = lost ? lostRows(lost, right) : { reported: [], silent: [] };
  return {
    valid: expand([...silent, ...more.silent], base),
    invalid: expand([...reported, ...more.reported], (row, one) => ({
      ...base(row, one),
      errors: [
        {
          messageId: row.messageId ?? 'wrong',
          ...(row.right !== null && { suggestions: [{ messageId: 'use', output: row.code(one, row.right ?? right) }] }),
        },
      ],
    })),
  };
}

/** Joins the cases of rows with hand-written ones. */
export function join(...all: readonly Cases[]): Cases {
  return { valid: all.flatMap(({ valid }) => valid), invalid: all.flatMap(({ invalid }) => invalid) };
}
