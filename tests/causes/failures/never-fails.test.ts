import { describe, expect, it } from 'vitest';

import { readCause } from '../../../src/causes/read-cause.ts';
import { makeProject } from '../../model/read-project.ts';
import { present } from '../../read-code.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS =
  "import express from 'express';\nimport { tell } from './events.js';\nconst app = express();\napp.post('/boats', async (req, res) => {\n  try {\n    const { name } = req.body;\n    await tell(name);\n    res.json({ ok: true });\n  } catch (error) {\n    console.error(error);\n    res.status(400).json({ ok: false });\n  }\n});";
const FASTIFY =
  "import Fastify from 'fastify';\nimport { events } from './events.js';\nconst app = Fastify();\napp.post('/boats', async (request, reply) => {\n  try {\n    await events.tell(request.body.name);\n    return { ok: true };\n  } catch (error) {\n    return reply.code(400).send({ ok: false });\n  }\n});";

/** The cause of the response with 400. */
function causeOf(events: string, app = EXPRESS, rest: Files = {}): string | null {
  const files = { 'src/app.js': app, 'src/events.js': events, ...rest };
  const model = present(makeProject(files).read('src/app.js', app));
  const response = present(model.responses.find(({ status }) => status.codes?.includes(400)));
  const evidence = readCause(response, model);
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

describe('a function that keeps its failures to itself', () => {
  it.each<[string, string, string, Files]>([
    [
      'logs them',
      "import { queue } from './queue.js';\nexport async function tell(name) {\n  try {\n    await queue.send({ name });\n  } catch (err) {\n    log.error({ err, name }, 'not told');\n  }\n}",
      EXPRESS,
      {},
    ],
    [
      'does so a call further, in a span',
      "import { publish } from './publish.js';\nexport const tell = async name => { await publish('boats', name); };",
      EXPRESS,
      {
        'src/publish.js':
          "import { queue } from './queue.js';\nimport { inSpan } from './span.js';\nexport const publish = async (topic, data) => inSpan(topic, async () => {\n  try {\n    await queue.send(topic, data);\n  } catch (error) {\n    console.error('not sent', error.message);\n  }\n});",
        'src/span.js':
          "import { trace } from '@opentelemetry/api';\nexport const inSpan = async (name, work) => trace.getTracer('x').startActiveSpan(name, async span => {\n  try {\n    return await work(span);\n  } catch (error) {\n    span.recordException(error);\n    throw error;\n  } finally {\n    span.end();\n  }\n});",
      },
    ],
    [
      'is a method',
      "import { db } from './db.js';\nexport const events = {\n  async tell(name) {\n    try {\n      await db.event.create({ data: { name } });\n    } catch {\n      return false;\n    }\n    return true;\n  },\n};",
      FASTIFY,
      { 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' },
    ],
  ])('fails nobody: it %s', (_, events, app, rest) => {
    expect(causeOf(events, app, rest)).toBeNull();
  });

  it.each<[string, string]>([
    [
      'throws them on',
      "import { queue } from './queue.js';\nexport async function tell(name) {\n  try {\n    await queue.send({ name });\n  } catch (err) {\n    log.error({ err });\n    throw err;\n  }\n}",
    ],
    [
      'does more outside of its try',
      "import { queue, db } from './queue.js';\nexport async function tell(name) {\n  try {\n    await queue.send({ name });\n  } catch (err) {\n    log.error({ err });\n  }\n  await db.events.insertOne({ name });\n}",
    ],
    ['has no try', "import { queue } from './queue.js';\nexport const tell = name => queue.send({ name });"],
  ])('is none where it %s', (_, events) => {
    expect(causeOf(events)).toBe('unexpected');
  });
});
