import { describe, expect, it } from 'vitest';

import { PackagePaths } from '../../../src/model/definitions/package-path.ts';
import { inSight } from './sight.ts';

const FILES = {
  box: "import mongoose from 'mongoose'; const Box = mongoose.model('Box', schema); export default Box; export class Repository { constructor() { this.box = Box; } }",
  db: "import { PrismaClient } from '@prisma/client'; export const db = new PrismaClient(); export function getDb() { return db; }",
  all: "export { default as Box } from './box';",
};

/** The way to what `use(…)` is given. */
function pathTo(main: string): string | null {
  const { definitions, used } = inSight({ ...FILES, main });
  const { node, frame } = used();
  const found = new PackagePaths(definitions.locator).of(node, frame);
  return found && `${found.source} ${found.path.join(' ')}`;
}

describe('the way from a package', () => {
  it.each([
    ["import jwt from 'jsonwebtoken'; use(jwt.verify);", 'jsonwebtoken default verify'],
    ["const { verify: check } = require('jsonwebtoken'); use(check);", 'jsonwebtoken verify'],
    ["import axios from 'axios'; const api = axios.create({}); use(api.get);", 'axios default create () get'],
    ["import Box from './box'; use(Box.findById);", 'mongoose default model () findById'],
    ["import { Box } from './all'; use(Box.findById(1).lean);", 'mongoose default model () findById () lean'],
    ["import { db } from './db'; use(db.box.findMany);", '@prisma/client PrismaClient () box findMany'],
    ["import { getDb } from './db'; use(getDb().box.findMany);", '@prisma/client PrismaClient () box findMany'],
    ["import { Repository as R } from './box'; use(new R().box.findOne);", 'mongoose default model () findOne'],
    ["import { Model } from 'sequelize'; class Box extends Model {} use(Box.findByPk);", 'sequelize Model findByPk'],
    ["import { Model } from 'sequelize'; class Box extends Model {} use(new Box().save);", 'sequelize Model () save'],
    [
      "import { Repository } from 'typeorm'; class K { constructor(private readonly boxes: Repository<Box>) {} b() { use(this.boxes.findOne); } }",
      'typeorm Repository () findOne',
    ],
    [
      "import { Pool } from 'pg'; let pool; function open() { pool = new Pool(); } use(pool.query);",
      'pg Pool () query',
    ],
    ["import { Pool } from 'pg'; function b(pool: Pool) { use(pool.query); }", 'pg Pool () query'],
    ['use(fetch);', 'globalThis fetch'],
    ["import { x } from 'unheard-of'; use(x.y);", 'unheard-of x y'],
    [
      "import { PrismaClient } from '@prisma/client'; const db = new PrismaClient(); db.$transaction(async tx => { use(tx.box.create); });",
      '@prisma/client PrismaClient () box create',
    ],
  ])('%s', (main, path) => {
    expect(pathTo(main)).toBe(path);
  });

  it.each([
    ['function f() { return 1; } use(f);'],
    ["import { none } from './box'; use(none);"],
    ['const o = { m() {} }; use(o.m);'],
    ['function b(x) { use(x.y); }'],
    ['const a = b; const b = a; use(a.c);'],
  ])('begins at none: %s', main => {
    expect(pathTo(main)).toBeNull();
  });
});
