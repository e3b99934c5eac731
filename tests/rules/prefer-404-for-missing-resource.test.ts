import rule from '../../src/rules/prefer-404-for-missing-resource.ts';
import { casesOf, join, type Dialect, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const FIND = 'const post = await Post.findById(req.params.id);';

/** A route on one post, its guard in front of the answer. */
const guard =
  (
    test: string,
    {
      above,
      first = FIND,
      on = 'GET /posts/:id',
      message,
    }: { above?: string; first?: string; on?: string; message?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, ...(above !== undefined && { above }), body: `${first}\nif (${test}) ${answer(status, message)}` });

/** A route whose catch reads the code of the error. */
const caught =
  (test: string, tried: string, on = 'DELETE /posts/:id'): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, body: `try {\n${tried}\n} catch (error) {\nif (${test}) ${answer(status)}\nthrow error;\n}` });

/** An application that ends with one more registration. */
const ending =
  (last: (dialect: Dialect, status: number) => string): Row['code'] =>
  (one, status) =>
    `${one.route({ on: 'GET /posts', body: '' })}\n${last(one, status)}`;

const PRISMA = 'await prisma.post.delete({ where: { id: req.params.id } });';

const reported: readonly Row[] = [
  {
    name: '500 for a record of the path, looked up again after another was changed',
    sent: 500,
    code: guard('!boat', {
      on: 'PUT /boats/:id',
      first: 'await harbours.updateOne({ boat: req.params.id });\nconst boat = await Boat.findById(req.params.id);',
    }),
  },
  { name: "not there, or somebody else's", code: guard('!post || post.author !== req.user.id') },
  { name: 'not there, or deleted', code: guard('!post || post.deletedAt') },
  { name: 'not there, or without comments', code: guard('!post || !post.comments.length') },
  {
    name: 'not among what a record has',
    code: guard('!comment', {
      on: 'GET /posts/:id/comments/:commentId',
      first:
        'const post = await Post.findById(req.params.id);\nconst comment = post.comments.find(one => one.id === req.params.commentId);',
    }),
  },
  {
    name: 'a value of the path that is none of those there are, called missing',
    sent: 500,
    code: guard('!table', { on: 'GET /tables/:name', first: 'const table = tables[req.params.name];' }),
  },
  {
    name: 'what the path names is not among what a record has',
    code: guard('!group.members.includes(req.params.memberId)', {
      on: 'DELETE /groups/:id/members/:memberId',
      first: 'const group = await Group.findById(req.params.id);',
      message: 'Member not found',
    }),
  },
  {
    name: 'what the path names is not in a map',
    sent: 500,
    code: guard('!providers.has(req.params.name)', {
      on: 'GET /providers/:name',
      first: '',
      message: 'Provider not found',
    }),
  },
  {
    name: 'an id that a helper gives back',
    code: guard('!post', { first: 'const post = await Post.findById(toObjectId(req.params.id));' }),
  },
  {
    name: 'a server error for what the body refers to',
    sent: 500,
    code: guard('!author', {
      on: 'POST /posts',
      first: 'const author = await User.findById(req.body.author);',
      message: 'Author not found',
    }),
  },
  {
    name: 'a server error for the record of the caller',
    sent: 500,
    code: guard('!profile', {
      on: 'GET /me',
      first: 'const profile = await Profile.findOne({ user: req.user.id });',
      message: 'Profile not found',
    }),
  },
  {
    name: 'a code of the project, in an enumeration',
    code: caught('error.code === ErrorCodes.NOT_FOUND', 'await posts.remove(req.params.id);'),
  },
  {
    name: 'a code of the project, as text',
    code: caught("error.code === 'POST_NOT_FOUND'", 'await posts.remove(req.params.id);'),
  },
  {
    name: 'a class of the project',
    code: caught('error instanceof PostNotFoundError', 'await posts.remove(req.params.id);'),
  },
  {
    name: 'a switch over codes of the project',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts/:id',
        body: `try {\nawait posts.show(req.params.id);\n} catch (error) {\nswitch (error.code) {\ncase Codes.NOT_FOUND: ${answer(status)}\ndefault: throw error;\n}\n}`,
      }),
  },
  { name: '!doc', code: guard('!post') },
  { name: 'doc === null', code: guard('post === null') },
  { name: 'doc == null', code: guard('post == null') },
  { name: 'doc === undefined', code: guard('post === undefined') },
  { name: "lodash's isNil", code: guard('isNil(post)') },
  { name: 'a server error', sent: 500, code: guard('!post') },
  {
    name: 'an id kept in a variable',
    code: guard('!post', { first: 'const { id } = req.params;\nconst post = await Post.findById(id);' }),
  },
  {
    name: 'a parsed id',
    code: guard('!post', {
      first: 'const id = Number(req.params.id);\nconst post = await prisma.post.findUnique({ where: { id } });',
    }),
  },
  {
    name: 'a nested pattern of the request',
    code: guard('!post', { first: 'const { params: { id } } = req;\nconst post = await Post.findOne({ _id: id });' }),
  },
  {
    name: 'a lookup by the path id and the caller',
    code: guard('!post', { first: 'const post = await Post.findOne({ _id: req.params.id, author: req.user.id });' }),
  },
  {
    name: 'a lookup by a service',
    code: guard('!post', { first: 'const post = await postService.getPostById(req.params.id);' }),
  },
  {
    name: 'rowCount === 0',
    code: guard('result.rowCount === 0', {
      first: "const result = await pool.query('DELETE FROM posts WHERE id = $1', [req.params.id]);",
      on: 'DELETE /posts/:id',
    }),
  },
  {
    name: 'rows.length === 0',
    code: guard('result.rows.length === 0', {
      first: "const result = await pool.query('SELECT * FROM posts WHERE id = $1', [req.params.id]);",
    }),
  },
  {
    name: '!rows.length',
    code: guard('!rows.length', {
      first: "const { rows } = await pool.query('SELECT * FROM posts WHERE id = $1', [req.params.id]);",
    }),
  },
  {
    name: 'rows[0]',
    code: guard('!rows[0]', {
      first: "const [rows] = await connection.execute('SELECT * FROM posts WHERE id = ?', [req.params.id]);",
    }),
  },
  {
    name: 'a query built by a chain',
    code: guard('!post', { first: 'const [post] = await db.select().from(posts).where(eq(posts.id, req.params.id));' }),
  },
  {
    name: 'a populated document',
    code: guard('!post', { first: "const post = await Post.findById(req.params.id).populate('author').lean();" }),
  },
  {
    name: 'matchedCount === 0',
    code: guard('result.matchedCount === 0', {
      first: 'const result = await posts.updateOne({ _id: new ObjectId(req.params.id) }, { $set: req.body });',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'deletedCount < 1',
    code: guard('result.deletedCount < 1', {
      first: 'const result = await posts.deleteOne({ _id: new ObjectId(req.params.id) });',
      on: 'DELETE /posts/:id',
    }),
  },
  {
    name: 'affectedRows === 0',
    code: guard('result.affectedRows === 0', {
      first:
        "const [result] = await pool.execute('UPDATE posts SET title = ? WHERE id = ?', [req.body.title, req.params.id]);",
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'findByIdAndUpdate gave null',
    code: guard('!post', {
      first: 'const post = await Post.findByIdAndUpdate(req.params.id, req.body);',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'findByIdAndDelete gave null',
    code: guard('!post', {
      first: 'const post = await Post.findByIdAndDelete(req.params.id);',
      on: 'DELETE /posts/:id',
    }),
  },
  {
    name: 'an update by a service gave null',
    code: guard('!post', {
      first: 'const post = await updatePost(req.params.id, req.body.title);',
      on: 'PUT /posts/:id',
    }),
  },
  { name: 'a DELETE that looks first', code: guard('!post', { on: 'DELETE /posts/:id' }) },
  { name: 'P2025', code: caught("error.code === 'P2025'", PRISMA) },
  {
    name: 'P2025 and the class',
    code: caught("error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025'", PRISMA),
  },
  {
    name: 'P2025 in a switch',
    code: ({ route, answer }, status) =>
      route({
        on: 'DELETE /posts/:id',
        body: `try {\n${PRISMA}\n} catch (error) {\nswitch (error.code) {\ncase 'P2025': ${answer(status)}\ndefault: throw error;\n}\n}`,
      }),
  },
  {
    name: 'a class of errors that say so',
    code: caught(
      'error instanceof EntityNotFoundError',
      'await posts.findOneOrFail({ where: { id: req.params.id } });',
      'GET /posts/:id',
    ),
  },
  {
    name: 'the else of a found record',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'GET /posts/:id',
        body: `${FIND}\nif (post) return ${res}.send(post);\nelse ${answer(status)}`,
        last: '',
      }),
  },
  {
    name: 'after the found record has left',
    code: ({ route, answer, res }, status) =>
      route({ on: 'GET /posts/:id', body: `${FIND}\nif (post) return ${res}.send(post);`, last: answer(status) }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'DELETE /posts/:id',
        body: 'const post = await Post.findByIdAndDelete(req.params.id);',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(post ? 200 : ${status}).send({ post });`,
      }),
  },
  {
    name: 'in a promise',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /posts/:id',
        body: '',
        last: `return Post.findById(req.params.id).then(post => {\nif (!post) return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: 'No.' });\nreturn ${res}.send(post);\n});`,
      }),
  },
  {
    name: 'in a callback',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts/:id',
        body: '',
        last: `Post.findById(req.params.id, (err, post) => {\nif (err) return next(err);\nif (!post) ${answer(status)}\nres.json(post);\n});`,
      }),
  },
  {
    name: 'an error thrown',
    code: ({ route }, status) =>
      route({
        on: 'GET /posts/:id',
        above: "import createError from 'http-errors';",
        body: `${FIND}\nif (!post) throw createError(${status}, 'No such post');`,
      }),
  },
  {
    name: 'a catch-all of every method',
    only: 'express',
    code: ending((_, status) => `app.all('*', (req, res) => res.status(${status}).json({ message: 'No.' }));`),
  },
  {
    name: 'a named catch-all of every method',
    only: 'express',
    code: ending(
      (_, status) => `app.all('/{*splat}', (req, res) => { res.status(${status}).json({ message: 'No.' }); });`,
    ),
  },
  {
    name: 'a catch-all with a server error',
    only: 'express',
    sent: 500,
    code: ending((_, status) => `app.all('*', (req, res) => { res.status(${status}).json({ message: 'No.' }); });`),
  },
  {
    name: 'the last use',
    only: 'express',
    code: ending(
      (_, status) => `app.use((req, res) => { res.status(${status}).json({ message: 'No.' }); });\napp.listen(3000);`,
    ),
  },
  {
    name: 'the last use before the error handler',
    only: 'express',
    code: ending(
      (_, status) =>
        `app.use((req, res, next) => { res.status(${status}).json({ message: 'No.' }); });\napp.use((err, req, res, next) => { res.status(500).end(); });`,
    ),
  },
  {
    name: 'the last use, by its name',
    only: 'express',
    code: ending(
      (_, status) =>
        `app.use(refuse);\nfunction refuse(req, res) { return res.status(${status}).json({ message: 'No.' }); }`,
    ),
  },
  {
    name: 'the not-found handler',
    only: 'fastify',
    code: ending(
      (_, status) => `app.setNotFoundHandler((req, reply) => { reply.code(${status}).send({ message: 'No.' }); });`,
    ),
  },
  {
    name: 'the not-found handler, with a server error',
    only: 'fastify',
    sent: 500,
    code: ending(
      (_, status) => `app.setNotFoundHandler(async (req, reply) => reply.code(${status}).send({ message: 'No.' }));`,
    ),
  },
  {
    name: 'a catch-all of every method',
    only: 'fastify',
    code: ending((_, status) => `app.all('*', (req, reply) => { reply.code(${status}).send({ message: 'No.' }); });`),
  },
  { name: '402, as nothing speaks of a payment', sent: 402, code: guard('!post') },
  { name: '422', sent: 422, code: guard('!post') },
  { name: '405', sent: 405, code: guard('!post') },
  {
    name: '409',
    sent: 409,
    code: guard('result.deletedCount === 0', {
      first: 'const result = await posts.deleteOne({ _id: new ObjectId(req.params.id) });',
      on: 'DELETE /posts/:id',
    }),
  },
  { name: '412 for P2025', sent: 412, code: caught("error.code === 'P2025'", PRISMA) },
  {
    name: '402 for a missing subscription in strict',
    sent: 402,
    options: { accept: [], strict: true },
    code: guard('!subscription', { first: 'const subscription = await Subscription.findById(req.params.id);' }),
  },
  {
    name: 'a count deeper in what a driver gives',
    code: guard('out.result.n === 0', {
      first: 'const out = await db.deletePost(req.params.id);',
      on: 'DELETE /posts/:id',
    }),
  },
  {
    name: 'a count in the meta data of what a driver gives',
    code: guard('out.meta.changes === 0', {
      first: 'const out = await store.updatePost(req.params.id, req.body);',
      on: 'PUT /posts/:id',
    }),
  },
];

const silent: readonly Row[] = [
  {
    name: '500 for what hangs on a record that was just changed',
    sent: 500,
    code: guard('berth == null', {
      on: 'PUT /harbours/:id',
      first:
        "const found = await prisma.harbour.findUnique({ where: { id: req.params.id } });\nif (found == null) return next();\nconst harbour = await prisma.harbour.update({ where: { id: req.params.id }, data: { name: 'x' } });\nconst berth = await prisma.berth.findFirst({ where: { harbourId: harbour.id } });",
    }),
  },
  {
    name: '500 for the same, of a record that was found',
    sent: 500,
    code: guard('!crew', {
      on: 'GET /boats/:id',
      first:
        'const boat = await Boat.findById(req.params.id);\nif (!boat) return next();\nconst crew = await Crew.findById(boat.crewId);',
    }),
  },
  {
    name: '500 for the same, of an upsert',
    sent: 500,
    code: guard('!row', {
      on: 'PUT /boats/:id',
      first:
        'const saved = await boats.updateOne({ id: req.params.id, name: req.body.name });\nconst row = await masts.findOne({ boat: saved.number });',
    }),
  },
  { name: 'not there, or in a state that forbids it', code: guard("!post || post.status !== 'draft'") },
  {
    name: 'not there, or in none of the states that allow it',
    code: guard("!post || !['draft', 'rejected'].includes(post.status)"),
  },
  {
    name: 'a list that is not there or empty',
    code: guard('!posts || !posts.length', {
      on: 'DELETE /users/:id/posts',
      first: 'const posts = await Post.find({ author: req.params.id });',
    }),
  },
  { name: 'not there, or something else is wrong', code: guard('!post || closed()') },
  {
    name: 'a value of the path that is none of those there are, called invalid',
    code: guard('!table', {
      on: 'GET /tables/:name',
      first: 'const table = tables[req.params.name];',
      message: 'Unknown table',
    }),
  },
  {
    name: 'a part that a record found by the same id needs: no chapters',
    code: guard('chapters.length === 0', {
      on: 'POST /books/:id/publish',
      first:
        'const book = await Book.findById(req.params.id);\nif (!book) return null;\nconst chapters = await Chapter.find({ book: req.params.id });',
      message: 'At least one chapter is required',
    }),
  },
  {
    name: 'a category that a record found by the same id needs',
    code: guard('!category', {
      on: 'POST /books/:id/publish',
      first:
        'const { id } = req.params;\nconst book = await Book.findById(id);\nif (!book) return null;\nconst category = await getCategoryOf(id);',
      message: 'A category is required',
    }),
  },
  {
    name: 'a number of records that could not be told',
    code: guard('total === undefined', {
      on: 'POST /posts/:id/toggle',
      first: 'const total = await posts.getLikeCount(req.params.id);',
    }),
  },
  {
    name: 'a relation of the caller that is not there',
    code: guard('!entry', {
      on: 'POST /races/:id/results',
      first: 'const entry = await Participant.findOne({ race: req.params.id, user: req.user.id });',
      message: 'You must take part',
    }),
  },
  {
    name: 'a client error for what the body refers to',
    code: guard('!author', {
      on: 'POST /posts',
      first: 'const author = await User.findById(req.body.author);',
      message: 'Author not found',
    }),
  },
  {
    name: 'a server error for what the body refers to, that says nothing of it',
    sent: 500,
    code: guard('!author', {
      on: 'POST /posts',
      first: 'const author = await User.findById(req.body.author);',
      message: 'Failed',
    }),
  },
  {
    name: 'a code of the project where nothing is looked up by the path',
    code: caught('error.code === ErrorCodes.NOT_FOUND', 'await posts.create(req.body);', 'POST /posts'),
  },
  {
    name: 'an enumeration that is no error',
    code: caught('error.state === States.NOT_FOUND', 'await posts.remove(req.params.id);'),
  },
  { name: '404 is right', sent: 404, code: guard('!post') },
  { name: '410: it was there', sent: 410, code: guard('!post') },
  { name: '403 hides nothing but is fine', sent: 403, code: guard('!post') },
  { name: '401 is fine', sent: 401, code: guard('!post') },
  { name: 'a status the options accept', options: { accept: [400] }, code: guard('!post') },
  {
    name: 'an update that gives nothing, of a record found before',
    code: guard('!updated', {
      first:
        'const post = await Post.findById(req.params.id);\nif (!post) return null;\nconst updated = await posts.updateLineup(req.params.id, req.body);',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'what is made of a record found before',
    code: guard('!author', {
      first:
        'const post = await Post.findById(req.params.id);\nif (!post) return null;\nconst author = await User.findById(post.author);',
    }),
  },
  {
    name: 'what a class from a container of dependencies makes',
    code: guard('made.length === 0', {
      first:
        'const post = await Post.findById(req.params.id);\nif (!post) return null;\nconst made = await container.get(MakePosts).execute([post]);',
    }),
  },
  { name: 'a record that is there and holds nothing', code: guard('post.comments.length === 0') },
  { name: 'a record of which no list is long enough', code: guard('!post.comments.length') },
  {
    name: 'a redirect',
    code: ({ route, res }) =>
      route({ on: 'GET /posts/:id', body: `${FIND}\nif (!post) return ${res}.redirect('/posts');` }),
  },
  {
    name: 'a thing referenced from the body',
    code: guard('!author', { first: 'const author = await User.findById(req.body.author);', on: 'POST /posts' }),
  },
  {
    name: 'a thing referenced from the body of an update',
    code: guard('!author', { first: `const author = await User.findById(req.body.author);`, on: 'PUT /posts/:id' }),
  },
  {
    name: 'a thing referenced from the query',
    code: guard('!author', { first: 'const author = await User.findById(req.query.author);', on: 'GET /posts' }),
  },
  {
    name: 'an unknown account at login',
    code: guard('!user', { first: 'const user = await User.findOne({ email: req.body.email });', on: 'POST /login' }),
  },
  {
    name: 'a reset token in the path',
    code: guard('!user', {
      first: 'const user = await User.findOne({ resetToken: req.params.token });',
      on: 'POST /reset-password/:token',
    }),
  },
  {
    name: 'a hashed reset token of the path',
    code: guard('!user', {
      above: "import crypto from 'node:crypto';",
      first:
        "const hashed = crypto.createHash('sha256').update(req.params.token).digest('hex');\nconst user = await User.findOne({ passwordResetToken: hashed });",
      on: 'POST /reset-password/:token',
    }),
  },
  {
    name: 'a verification code in the path',
    code: guard('!user', {
      first: 'const user = await User.findOne({ code: req.params.code });',
      on: 'GET /verify/:code',
    }),
  },
  {
    name: 'an invitation in the path',
    code: guard('!invitation', {
      first: 'const invitation = await Invitation.findOne({ token: req.params.id });',
      on: 'POST /invitations/:id/accept',
    }),
  },
  {
    name: 'an unsubscribe token in the path',
    code: guard('!subscriber', {
      first: 'const subscriber = await Subscriber.findOne({ secret: req.params.id });',
      on: 'GET /unsubscribe/:id',
    }),
  },
  {
    name: 'the record of the caller',
    code: guard('!user', { first: 'const user = await User.findById(req.user.id);', on: 'GET /me' }),
  },
  {
    name: 'an idempotent DELETE',
    sent: 204,
    code: ({ route, res, framework }, status) =>
      route({
        on: 'DELETE /posts/:id',
        body: `const post = await Post.findByIdAndDelete(req.params.id);\nif (!post) return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send();`,
      }),
  },
  { name: 'nothing matched, and 200', sent: 200, code: guard('!post') },
  {
    name: 'the path id has not its form',
    code: guard('!isValidObjectId(req.params.id)', { above: "import { isValidObjectId } from 'mongoose';", first: '' }),
  },
  {
    name: 'the id or the record is wrong',
    code: guard('!isValidObjectId(req.params.id) || !post', { above: "import { isValidObjectId } from 'mongoose';" }),
  },
  { name: 'the record is in another state', code: guard("post.status === 'published'") },
  { name: 'a field of the record is missing', code: guard('!post.publishedAt') },
  {
    name: 'the list is empty',
    code: guard('posts.length === 0', {
      first: 'const posts = await Post.find({ tag: req.query.tag });',
      on: 'GET /posts',
    }),
  },
  {
    name: 'a record that is not there in a create handler',
    code: guard('!user', { first: 'const user = await User.create(req.body);', on: 'POST /users' }),
  },
  {
    name: 'a record that an update by a path id made no change to',
    code: guard('result.modifiedCount === 0', {
      first: 'const result = await posts.updateOne({ _id: new ObjectId(req.params.id) }, { $set: req.body });',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /posts/:id',
        body: `${FIND}\nif (!post) return ${res}.${framework === 'express' ? 'status' : 'code'}(missing()).send({});`,
      }),
  },
  {
    name: 'an undifferentiated catch',
    code: ({ route, answer }, status) =>
      route({ on: 'GET /posts/:id', body: `try {\n${FIND}\n} catch (error) {\n${answer(status)}\n}` }),
  },
  { name: 'another error code', code: caught("error.code === 'P2003'", PRISMA) },
  {
    name: 'a file that is not there need not be a resource',
    code: caught("error.code === 'ENOENT'", "await fs.readFile('template.html');", 'GET /report'),
  },
  {
    name: 'a catch-all with 404',
    only: 'express',
    sent: 404,
    code: ending((_, status) => `app.use((req, res) => { res.status(${status}).json({ message: 'No.' }); });`),
  },
  {
    name: 'a catch-all that serves the page',
    only: 'express',
    code: ending(() => "app.get('*', (req, res) => { res.sendFile('index.html', { root: 'public' }); });"),
  },
  {
    name: 'a catch-all in maintenance',
    only: 'express',
    sent: 503,
    code: ending((_, status) => `app.all('*', (req, res) => { res.status(${status}).json({ message: 'No.' }); });`),
  },
  {
    name: 'a catch-all with a guard of its own',
    only: 'express',
    code: ending(
      (_, status) =>
        `app.all('*', (req, res) => { if (!check(req)) return res.status(${status}).json({ message: 'No.' }); res.json({}); });`,
    ),
  },
  {
    name: 'a catch-all that proxies',
    only: 'express',
    sent: 500,
    code: ending(
      (_, status) =>
        `app.all('*', async (req, res) => { try { await forward(req, res); } catch { res.status(${status}).json({ message: 'No.' }); } });`,
    ),
  },
  {
    name: 'a use with a path',
    only: 'express',
    code: ending((_, status) => `app.use('/old', (req, res) => { res.status(${status}).json({ message: 'No.' }); });`),
  },
  {
    name: 'the not-found handler with 404',
    only: 'fastify',
    sent: 404,
    code: ending(
      (_, status) => `app.setNotFoundHandler((req, reply) => { reply.code(${status}).send({ message: 'No.' }); });`,
    ),
  },
  {
    name: 'the not-found handler that tells things apart',
    only: 'fastify',
    code: ending(
      (_, status) =>
        `app.setNotFoundHandler((req, reply) => { if (!check(req)) return reply.code(${status}).send({ message: 'No.' }); reply.code(404).send({}); });`,
    ),
  },
  {
    name: '402 for a missing subscription',
    sent: 402,
    code: guard('!subscription', { first: 'const subscription = await Subscription.findById(req.params.id);' }),
  },
  { name: '451 for a record, chosen on purpose', sent: 451, code: guard('!post', { message: 'Not in your country' }) },
  {
    name: 'a count of what was changed deeper in what a driver gives',
    code: guard('out.result.nModified === 0', {
      first: 'const out = await db.updatePost(req.params.id, req.body);',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'a list in memory from which nothing was removed',
    code: guard('gone.count === 0', {
      above: "import { remove } from 'lodash';",
      on: 'DELETE /drafts/:id',
      first: 'const gone = remove(drafts, one => one.id === req.params.id);',
    }),
  },
];

const handWritten: Cases = {
  valid: [
    {
      name: 'an error handler with three parameters',
      code: "import express from 'express';\nconst app = express();\napp.get('/maps', list);\napp.use((error, req, res) => { res.status(500).json({ message: error.message }); });",
    },
    {
      name: 'an error handler with three parameters, of a router',
      code: "const router = require('express').Router();\nrouter.post('/maps', draw);\nrouter.use(function onError(err, request, response) { response.status(err.statusCode || 503).end(); });\nmodule.exports = router;",
    },
    {
      name: 'a secret of a controller without its route',
      code: "export const confirmEmail = async (req, res) => {\n  const user = await User.findOne({ confirmation: req.params.id });\n  if (!user) return res.status(400).json({ message: 'No.' });\n  res.json({ done: true });\n};",
    },
    {
      name: 'a token of a controller whose name says nothing',
      code: "export const finish = async (req, res) => {\n  const user = await User.findOne({ token: req.params.id });\n  if (!user) return res.status(400).json({ message: 'No.' });\n  res.json({ done: true });\n};",
    },
    {
      name: 'P2025 of a record that the body connects to',
      code: "import express from 'express';\nconst app = express();\napp.post('/posts', async (req, res) => {\n  try {\n    res.status(201).json(await prisma.post.create({ data: { title: req.body.title, author: { connect: { id: req.body.author } } } }));\n  } catch (error) {\n    if (error.code === 'P2025') return res.status(400).json({ message: 'No such author.' });\n    throw error;\n  }\n});",
    },
    {
      name: 'a catch-all before other routes',
      code: "import express from 'express';\nconst app = express();\napp.use(express.json());\napp.all('*', (req, res) => { res.status(400).json({}); });\napp.get('/posts', (req, res) => { res.json([]); });",
    },
    {
      name: 'the only handler of an application',
      code: "import express from 'express';\nconst app = express();\napp.use((req, res) => { res.status(500).json({}); });\nexport default app;",
    },
  ],
  invalid: [
    {
      name: 'the report stands at the status and names the guard',
      code: "app.get('/posts/:id', async (req, res) => {\n  const post = await Post.findById(req.params.id);\n  if (!post) return res.status(400).json({});\n  res.json(post);\n});",
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 32,
          endColumn: 35,
          data: {
            reads: '`post`, looked up by a path parameter, was not found in this guard',
            place: '',
            meaning: 'what the request asks for does not exist',
            right: '404 Not Found',
            code: 400,
            sent: '400 Bad Request',
            says: '"I could not understand this request"',
          },
          suggestions: [
            {
              messageId: 'use',
              output:
                "app.get('/posts/:id', async (req, res) => {\n  const post = await Post.findById(req.params.id);\n  if (!post) return res.status(404).json({});\n  res.json(post);\n});",
            },
          ],
        },
      ],
    },
  ],
};

const lost = { on: 'PUT /posts/:id', first: FIND, test: '!post' };

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 404, reported, silent, lost }), handWritten),
  fastify: casesOf('fastify', { sent: 400, right: 404, reported, silent, lost }),
});
