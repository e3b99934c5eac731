import { describe, expect, it } from 'vitest';

import { readCause } from '../../../src/causes/read-cause.ts';
import { present } from '../../read-code.ts';
import { makeProject } from '../../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS =
  "import express from 'express';\nimport { createTag } from './store.js';\nconst app = express();\napp.post('/tags', async (req, res) => {\n  const tag = await createTag(req.body);\n  res.json(tag);\n});";
const FASTIFY =
  "import { Tags } from './store.js';\nexport default async function routes(fastify) {\n  fastify.post('/tags', async (request, reply) => {\n    return reply.send(await Tags.createTag(request.body));\n  });\n}";

/** The cause of the last response of `src/app.js`, `weak` before it where no rule would speak by it. */
function causeOf(files: Files): string | null {
  const model = present(makeProject(files).read('src/app.js', files['src/app.js'] ?? ''));
  const evidence = readCause(present(model.responses.at(-1)), model);
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

const express = (store: string, rest: Files = {}): Files => ({
  'src/app.js': EXPRESS,
  'src/store.js': store,
  ...rest,
});
const fastify = (store: string): Files => ({
  'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
  'src/app.js': FASTIFY,
  'src/store.js': store,
});

describe('what finds a record or makes one', () => {
  it.each<[string, Files]>([
    [
      'looks it up where a unique key says that it is there',
      express(
        "import { Tag } from './tag.js';\nexport async function createTag(one) {\n  try {\n    return await Tag.create(one);\n  } catch (error) {\n    if (error.code !== 11000) throw error;\n    return Tag.findOne({ name: one.name });\n  }\n}",
      ),
    ],
    [
      'does so in the catch of a promise',
      express(
        "import { prisma } from './prisma.js';\nexport const createTag = one =>\n  prisma.tag.create({ data: one }).catch(() => prisma.tag.findUnique({ where: { name: one.name } }));",
      ),
    ],
    [
      'tells a queue of it, whose channel is made each time',
      express(
        "import { Tag } from './tag.js';\nimport { tell } from './queue.js';\nexport async function createTag(one) {\n  let tag = await Tag.findOne({ name: one.name });\n  let isNew = false;\n  if (!tag) {\n    tag = await Tag.create(one);\n    isNew = true;\n  }\n  if (isNew) await tell(tag);\n  return tag;\n}",
        {
          'src/queue.js':
            "import { connection } from './connection.js';\nexport async function tell(tag) {\n  const channel = await connection.createChannel();\n  channel.publish('tags', tag.name);\n}",
        },
      ),
    ],
    [
      'is a static method of a class',
      fastify(
        "import { repository, history } from './orm.js';\nexport class Tags {\n  static async createTag(one) {\n    const old = await repository.findOneBy({ name: one.name });\n    return old ?? Tags.begin(one);\n  }\n  static async begin(one) {\n    await history.insert({ at: Date.now() });\n    return repository.createTag(one);\n  }\n}",
      ),
    ],
    [
      'puts one that is there into a list',
      {
        'src/app.js':
          "import express from 'express';\nimport { addMember } from './store.js';\nconst app = express();\napp.post('/teams/:id/member', async (req, res) => {\n  const user = await addMember(req.team, req.body.email);\n  res.json({ user });\n});",
        'src/store.js':
          "import { User } from './user.js';\nexport async function addMember(team, email) {\n  const user = await User.findOne({ email });\n  if (!user) throw new Error('unknown');\n  await link(team, user);\n  return user;\n}\nasync function link(team, user) {\n  return team.updateOne({ $addToSet: { members: user._id } }).exec();\n}",
      },
    ],
  ])('%s', (_, files) => {
    expect(causeOf(files)).not.toBe('success-created');
  });
});

describe('what makes a record each time', () => {
  it.each<[string, Files]>([
    [
      'and looks something else up on the way',
      express(
        "import { Tag, Color } from './tag.js';\nexport async function createTag(one) {\n  const color = await Color.findOne({ name: one.color });\n  return Tag.create({ ...one, color });\n}",
      ),
    ],
    [
      'and rethrows what fails',
      express(
        "import { Tag } from './tag.js';\nexport async function createTag(one) {\n  try {\n    return await Tag.create(one);\n  } catch (error) {\n    throw new Error('not kept', { cause: error });\n  }\n}",
      ),
    ],
    [
      'by a function that is called on every path',
      fastify(
        "import { repository } from './orm.js';\nexport class Tags {\n  static async createTag(one) {\n    const parent = await repository.findOneBy({ name: one.parent });\n    return Tags.begin(one, parent);\n  }\n  static begin(one, parent) {\n    return repository.insert({ ...one, parent });\n  }\n}",
      ),
    ],
  ])('%s', (_, files) => {
    expect(causeOf(files)).toBe('success-created');
  });
});
