import { describe, expect, it } from 'vitest';

import { isFunction } from '../../../src/syntax/functions.ts';
import { inSight } from './sight.ts';

const MODEL = "const Keg = mongoose.model('Keg', schema);";
const HEAD = "import mongoose from 'mongoose';\nconst schema = new mongoose.Schema({ name: String });";

/** What `use(…)` of `main` is found to be: the code of a function. */
function foundIn(main: string, others: Readonly<Record<string, string>> = {}): string | null {
  const { definitions, used, text } = inSight({ main, ...others });
  const found = definitions.locator.locate(used().node, used().frame);
  return isFunction(found.node) ? text(found) : null;
}

describe('statics of a schema', () => {
  it.each([
    ['a member that is assigned', 'schema.statics.grok = function () { return 1; };'],
    ['a cast before it', '(schema.statics as any).grok = function () { return 1; };'],
    ['an object', 'schema.statics = { grok: function () { return 1; } };'],
    ['Object.assign', 'Object.assign(schema.statics, { grok: function () { return 1; } });'],
    ['a call with a name', "schema.static('grok', function () { return 1; });"],
    ['a call with an object', 'schema.static({ grok: function () { return 1; } });'],
  ])('%s', (_, hung) => {
    expect(foundIn(`${HEAD}\n${hung}\n${MODEL}\nuse(Keg.grok);`)).toBe('function () { return 1; }');
  });

  it.each([
    ['a function of the file', 'function seek() {}\nschema.statics.grok = seek;', 'function seek() {}'],
    ['one of two', 'schema.statics.grok = function () {};\nschema.statics.grok = function (a) {};', null],
    ['another name', 'schema.statics.frob = function () {};', null],
    ['a method', 'schema.methods.grok = function () {};', null],
  ])('%s', (_, hung, text) => {
    expect(foundIn(`${HEAD}\n${hung}\n${MODEL}\nuse(Keg.grok);`)).toBe(text);
  });

  it('in the options of the schema', () => {
    const main =
      "import { Schema, model } from 'mongoose';\nconst schema = new Schema({}, { statics: { grok() { return 1; } } });\nconst Keg = model('Keg', schema);\nuse(Keg.grok);";
    expect(foundIn(main)).toBe('() { return 1; }');
  });

  it('of a schema and a model of other files', () => {
    const main = "import Keg from './keg';\nuse(Keg.grok);";
    const keg =
      "import mongoose from 'mongoose';\nimport { schema } from './schema';\nexport default mongoose.models.Keg || mongoose.model('Keg', schema);";
    const schema = `${HEAD.replace('const schema', 'export const schema')}\nschema.statics.grok = function () { return 1; };`;
    expect(foundIn(main, { keg, schema })).toBe('function () { return 1; }');
  });

  it('of what is no model', () => {
    expect(
      foundIn(`${HEAD}\nschema.statics.grok = function () {};\nconst Keg = frob('Keg', schema);\nuse(Keg.grok);`),
    ).toBeNull();
  });

  it('asks its own others', () => {
    const main = `${HEAD}\nschema.statics.grok = function () { return use(this.frob); };\nschema.statics.frob = function () { return 2; };\n${MODEL}`;
    expect(foundIn(main)).toBe('function () { return 2; }');
  });
});

describe('methods of a schema', () => {
  const hung = 'schema.methods.seal = function () { return 1; };';

  it.each([
    ['a record that was found', 'const keg = await Keg.findOne({ name });\nuse(keg.seal);'],
    ['one of a longer query', "const keg = await Keg.findById(id).select('+lid').exec();\nuse(keg.seal);"],
    ['one that is made', 'const keg = new Keg({ name });\nuse(keg.seal);'],
    ['one that was created', 'const keg = await Keg.create({ name });\nuse(keg.seal);'],
  ])('%s', (_, asked) => {
    expect(foundIn(`${HEAD}\n${hung}\n${MODEL}\n${asked}`)).toBe('function () { return 1; }');
  });

  it('by a call with a name', () => {
    const main = `${HEAD}\nschema.method('seal', function () { return 1; });\n${MODEL}\nuse(new Keg().seal);`;
    expect(foundIn(main)).toBe('function () { return 1; }');
  });

  it('are none of the model', () => {
    expect(foundIn(`${HEAD}\n${hung}\n${MODEL}\nuse(Keg.seal);`)).toBeNull();
  });
});

describe('the prototype of a function', () => {
  it.each([
    ['a member that is assigned', 'function Cellar() {}\nCellar.prototype.grok = function () { return 1; };'],
    ['an object', 'function Cellar() {}\nCellar.prototype = { grok: function () { return 1; } };'],
    ['Object.assign', 'function Cellar() {}\nObject.assign(Cellar.prototype, { grok: function () { return 1; } });'],
    ['of a variable', 'const Cellar = function () {};\nCellar.prototype.grok = function () { return 1; };'],
    ['what its function sets', 'function Cellar() { this.grok = function () { return 1; }; }'],
  ])('%s', (_, code) => {
    expect(foundIn(`${code}\nconst cellar = new Cellar();\nuse(cellar.grok);`)).toBe('function () { return 1; }');
  });

  it('of another file', () => {
    const cellar =
      'function Cellar() {}\nCellar.prototype.grok = function () { return 1; };\nmodule.exports = new Cellar();';
    expect(foundIn("const cellar = require('./cellar');\nuse(cellar.grok);", { cellar })).toBe(
      'function () { return 1; }',
    );
  });

  it('asks its own others', () => {
    const main =
      'function Cellar() {}\nCellar.prototype.grok = function () { const own = () => use(this.frob); };\nCellar.prototype.frob = function () { return 2; };';
    expect(foundIn(main)).toBe('function () { return 2; }');
  });

  it('is none of the function itself', () => {
    expect(foundIn('function Cellar() {}\nCellar.prototype.grok = function () {};\nuse(Cellar.grok);')).toBeNull();
  });
});
