import { expect, it } from 'vitest';

import { buildGraph } from '../../../src/flow/build.ts';
import { guardsAt } from '../../../src/flow/guards.ts';
import { readFile } from '../../../src/model/definitions/file.ts';
import { SendOrder } from '../../../src/model/interpreter/send-order.ts';
import { express, parseCode, present, readCode } from '../../read-code.ts';

/** The order of the calls of `send…()` in a function with this body; `isSent` asks whether one was made. */
function orderOf(body: string) {
  const file = readFile(parseCode(`async function f(res) {\n${body}\n}`), 'a.ts');
  const graph = present(buildGraph(present(file.functions[0]), file.sourceCode.visitorKeys));
  const isSend = (text: string): boolean => /^send\w*\(\)$/.test(text);
  const order = new SendOrder(graph, guardsAt(graph), file, {
    readSentTest: ({ test, holds }) => (file.text(test) === 'isSent' ? holds : null),
    isSend: ({ kind, node }) => kind === 'call' && isSend(file.text(node)),
    usesResponse: ({ kind, node }) => kind === 'call' && isSend(file.text(node)),
  });
  const point = (text: string) =>
    present(graph.points.find(({ kind, node }) => kind === 'call' && file.text(node) === text));
  return {
    before: (later: string) =>
      order
        .sendsBefore(
          file.calls.filter(call => file.text(call) === 'send()'),
          point(later),
        )
        .map(({ way }) => way)
        .join(' '),
    mayBeFirst: (text: string) => order.mayBeFirst(point(text)),
    isFollowed: (text: string) => order.isFollowedBySend(point(text)),
  };
}

it.each([
  ['one after another', 'send(); sendMore();', 'onwards'],
  ['behind a condition', 'if (a) send(); sendMore();', 'onwards'],
  ['returned', 'if (a) return send(); sendMore();', ''],
  ['in the other branch', 'if (a) send(); else sendMore();', ''],
  ['under the opposite', 'if (a) send(); if (!a) sendMore();', ''],
  ['under the same', 'if (a) send(); if (a) sendMore();', 'onwards'],
  ['under what was changed in between', 'if (a) send(); a = !a; if (!a) sendMore();', ''],
  ['of two values', "if (a === 'x') send(); if (a === 'y') sendMore();", ''],
  ['by a flag', 'let done = false; if (a) { send(); done = true; } if (!done) sendMore();', ''],
  ['by what is asked of the response', 'if (a) send(); if (!isSent) sendMore();', ''],
  ['where it was sent', 'if (a) send(); if (isSent) sendMore();', 'onwards'],
  ['where something fails', 'try { send(); await work(); } catch { sendMore(); }', 'by-failure'],
  ['where nothing may fail', 'try { send(); work(); } catch { sendMore(); }', ''],
  ['where it fails itself', 'try { await send(); } catch { sendMore(); }', ''],
  ['where a log fails', 'try { send(); await console.log(a); } catch { sendMore(); }', ''],
  ['where the process ends', 'send(); process.exit(); sendMore();', ''],
  ['before', 'sendMore(); send();', ''],
])('%s', (_, body, ways) => {
  expect(orderOf(body).before('sendMore()')).toBe(ways);
});

it.each([
  ['for (const a of all) send();', 'onwards'],
  ['for (const a of all) { send(); break; }', ''],
  ["for (const a of all) { if (a === 'x') send(); }", ''],
  ['let sent = false; for (const a of all) { if (!sent) { send(); sent = true; } }', ''],
])('in a loop: %s', (body, ways) => {
  expect(orderOf(body).before('send()')).toBe(ways);
});

it('knows what may be the first send', () => {
  expect(orderOf('send(); sendMore();').mayBeFirst('sendMore()')).toBe(false);
  expect(orderOf('if (a) send(); sendMore();').mayBeFirst('sendMore()')).toBe(true);
  expect(orderOf('if (a) send(); else return; sendMore();').mayBeFirst('sendMore()')).toBe(false);
  expect(orderOf('try { await work(); send(); } catch { sendMore(); }').mayBeFirst('sendMore()')).toBe(true);
});

it('knows what a send follows', () => {
  expect(orderOf('work(); send();').isFollowed('work()')).toBe(true);
  expect(orderOf('send(); work();').isFollowed('work()')).toBe(false);
  expect(orderOf('send();').isFollowed('send()')).toBe(true);
  expect(orderOf('try { work(); } catch { send(); }').isFollowed('work()')).toBe(false);
});

it.each([
  ["try { res.vary('Accept'); res.json({}); } catch { res.end(); }", true],
  ["try { res.attachment('a.txt'); res.send(a); } finally { res.end(); }", true],
  ['try { await work(); res.json({}); } finally { res.end(); }', false],
])('that a method of the response fails makes no second send a first one: %s', (body, isSo) => {
  const { responses } = readCode(express(body));
  expect(present(responses.find(({ via }) => via === 'end')).isAlwaysSecond).toBe(isSo);
});
