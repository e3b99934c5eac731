import { carriedBy, type Cut } from './cut.ts';
import {
  backOf,
  callOf,
  errorHandler,
  functionOf,
  place,
  restOfTry,
  type Files,
  type Piece,
  type Place,
  type Subject,
} from './moves.ts';
import type { Exit } from './refusal.ts';
import { frameworkOf } from './tree.ts';

/** A way to have the status of a refusal stand far from it. */
export interface FarStatus {
  readonly name: string;
  /** The files with a status in its far place; null where the program has nothing of the kind. */
  readonly change: (subject: Subject, exit: Exit, status: number) => Files | null;
}

/** Whether what answers is Fastify's, where no framework is named by what it is called. */
function isReply({ known, refusal }: Subject): boolean {
  return frameworkOf(known.tree) === 'fastify' || refusal.response.name === 'reply';
}

/** The code that sends a status and a text that the error has. */
function sends(subject: Subject, status: string, content: string): string {
  const { name } = subject.refusal.response;
  return isReply(subject)
    ? `return ${name}.code(${status}).send(${content});`
    : `return ${name}.status(${status}).json(${content});`;
}

/** The only exit of a part that can be cut out, with nothing of the part in what it says. */
function cutAt({ cut }: Subject, exit: Exit): Cut | null {
  return cut?.exits.length === 1 && cut.exits[0]?.chain === exit.chain ? cut : null;
}

/** A part throws an error that the error handler of the app answers. */
function thrown(
  subject: Subject,
  exit: Exit,
  { error, cls, answer }: { readonly error: string; readonly cls: string; readonly answer: string },
): Piece | null {
  const cut = cutAt(subject, exit);
  const end = cut && errorHandler(subject, () => answer);
  if (!cut || end === null) return null;
  return {
    functions: [functionOf(cut, 'qx0', () => `throw new ${error};`, backOf(cut))],
    classes: [{ name: 'QxError', text: `class QxError extends Error {\n${cls}\n}\n` }],
    edits: callee => [{ range: cut.replaced, text: `${callOf(cut, callee('qx0'))}\n${restOfTry(cut, subject.known)}` }],
    end,
  };
}

const MESSAGE = '{ message: qxe.message }';

function inClass(subject: Subject, exit: Exit, status: number): Piece | null {
  return thrown(subject, exit, {
    error: "QxError('qx')",
    cls: `constructor(message) { super(message); this.statusCode = ${status}; }`,
    answer: sends(subject, 'qxe.statusCode ?? 500', MESSAGE),
  });
}

function inArgument(subject: Subject, exit: Exit, status: number): Piece | null {
  return thrown(subject, exit, {
    error: `QxError('qx', ${status})`,
    cls: 'constructor(message, statusCode) { super(message); this.statusCode = statusCode; }',
    answer: sends(subject, 'qxe.statusCode ?? 500', MESSAGE),
  });
}

function inChain(subject: Subject, exit: Exit, status: number): Piece | null {
  const piece = thrown(subject, exit, {
    error: "QxError('qx')",
    cls: '',
    answer: `if (qxe instanceof QxError) ${sends(subject, String(status), MESSAGE)}`,
  });
  return piece && { ...piece, named: ['QxError'] };
}

const CODED = "constructor(code) { super('qx'); this.code = code; }";

function inTable(subject: Subject, exit: Exit, status: number): Piece | null {
  const piece = thrown(subject, exit, {
    error: "QxError('QX_REFUSED')",
    cls: CODED,
    answer: sends(subject, 'QX_STATUSES[qxe.code] ?? 500', MESSAGE),
  });
  return piece && { ...piece, end: `\nconst QX_STATUSES = { QX_REFUSED: ${status}, QX_BUSY: 503 };${piece.end ?? ''}` };
}

function inSwitch(subject: Subject, exit: Exit, status: number): Piece | null {
  return thrown(subject, exit, {
    error: "QxError('QX_REFUSED')",
    cls: CODED,
    answer: `switch (qxe.code) {\ncase 'QX_REFUSED':\n${sends(subject, String(status), MESSAGE)}\ncase 'QX_BUSY':\n${sends(subject, '503', MESSAGE)}\n}`,
  });
}

/** A function of the project answers with the status that it is given. */
function inResponder(subject: Subject, exit: Exit, status: number): Piece | null {
  const { known, refusal } = subject;
  const { code } = known.tree;
  const [content] = exit.content;
  const { name } = refusal.response;
  const body = content ? code.slice(...content.range) : '{}';
  return {
    functions: [
      {
        name: 'qx0',
        isAsync: false,
        parameters: ['qxa', 'qxs', 'qxb'],
        body: isReply(subject) ? 'return qxa.code(qxs).send(qxb);' : 'return qxa.status(qxs).json(qxb);',
      },
    ],
    classes: [],
    edits: callee => [{ range: exit.range, text: `{ return ${callee('qx0')}(${name}, ${status}, ${body}); }` }],
  };
}

/** A part of the handler gives back the status that it wants. */
function inResult(subject: Subject, exit: Exit, status: number): Piece | null {
  const cut = cutAt(subject, exit);
  if (!cut || !carriedBy(exit, subject.known, cut, false)) return null;
  const outs =
    cut.outs.length === 0
      ? ''
      : `, value: ${cut.outs.length === 1 ? String(cut.outs[0]) : `{ ${cut.outs.join(', ')} }`}`;
  return {
    functions: [
      functionOf(cut, 'qx0', () => `return { ok: false, status: ${status} };`, `return { ok: true${outs} };`),
    ],
    classes: [],
    edits: callee => {
      const call = `${cut.isAsync ? 'await ' : ''}${callee('qx0')}(${cut.captured.given.join(', ')})`;
      const value =
        cut.outs.length === 0
          ? ''
          : `${cut.kind} ${cut.outs.length === 1 ? String(cut.outs[0]) : `{ ${cut.outs.join(', ')} }`} = qxr.value;`;
      const text = `const qxr = ${call};\nif (!qxr.ok) {\n${sends(subject, 'qxr.status', "{ message: 'qx' }")}\n}\n${value}\n${restOfTry(cut, subject.known)}`;
      return [{ range: cut.replaced, text }];
    },
  };
}

function far(
  what: string,
  make: (subject: Subject, exit: Exit, status: number) => Piece | null,
  where: Place,
): FarStatus {
  return {
    name: `${what}, in ${where}`,
    change: (subject, exit, status) => {
      const piece = make(subject, exit, status);
      return piece && place(piece, where, subject);
    },
  };
}

/** The far places of a status. */
export const FAR: readonly FarStatus[] = [
  far('the status stands in the class of the error', inClass, 'another file'),
  far('the status is an argument of the error', inArgument, 'another file'),
  far('the status stands in the chain of classes of the error handler', inChain, 'another file'),
  far('the status stands in the table of the error handler', inTable, 'the file'),
  far('the status stands in the switch of the error handler', inSwitch, 'the file'),
  far('the status is an argument of the function that answers', inResponder, 'another file'),
  far('the status is a member of a result', inResult, 'the file'),
];
