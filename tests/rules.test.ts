import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.ts';
import { findEntry } from '../src/reference/entries.ts';
import { rules } from '../src/rules/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const files = readdirSync(path.join(ROOT, 'src/rules'))
  .filter(name => name.endsWith('.ts') && name !== 'index.ts')
  .map(name => path.basename(name, '.ts'))
  .sort();

describe('the folder of rules', () => {
  it('holds the rules of the plugin, each under its name', () => {
    expect(Object.keys(rules)).toEqual(files);
    expect(Object.entries(rules).map(([name, { definition }]) => [name, definition.name])).toEqual(
      files.map(name => [name, name]),
    );
  });

  it('has a page and a test for each rule, and none for others', () => {
    const named = (folder: string, ending: string): string[] =>
      readdirSync(path.join(ROOT, folder))
        .filter(name => name.endsWith(ending))
        .map(name => name.slice(0, -ending.length))
        .sort();
    expect(named('docs/rules', '.md')).toEqual(files);
    expect(named('tests/rules', '.test.ts')).toEqual(files);
  });

  it('is silent on code that hides what it sends', () => {
    expect(lint(HOSTILE, {})).toEqual([]);
    expect(lint(HOSTILE, { languageOptions: { parser: tsParser } })).toEqual([]);
  });

  it('would speak on that code if it hid nothing', () => {
    const telling = HOSTILE.replace('res.status(statusFor(req)).json(payload)', `res.status(204).json({ gone: true })`);
    expect(lint(telling, {})).toContain('status-code/no-body-with-bodyless-status');
  });
});

describe.each(Object.entries(rules))('%s', (name, { definition, meta }) => {
  const {
    description,
    messages,
    entries,
    framework = null,
    schema = {},
    defaults = {},
    strictOptions = {},
  } = definition;

  it('says what it does', () => {
    expect(name).toMatch(/^(?:no|require|prefer|consistent|restrict)-[a-z\d-]+$/);
    expect(description).toMatch(/^(?:Enforce|Require|Disallow|Prefer) .*[^.\s]$/);
    expect(meta?.docs?.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
  });

  it.each(Object.entries(messages))('speaks in whole sentences: %s', (_id, message) => {
    expect(message).toMatch(/^(?:[A-Z`"]|\{\{)/);
    expect(message).toMatch(/[^.]\.$/);
    expect(message).not.toMatch(/ {2}|\n/);
    expect(message.replaceAll(/\{\{\w+\}\}/g, '')).not.toMatch(/[{}]/);
    // A status is `404 Not Found`, never a bare number.
    expect(message).not.toMatch(/\b[1-5]\d\d\b(?! [A-Z])/);
  });

  it('enforces entries of the reference', () => {
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(status => findEntry(status) === null)).toEqual([]);
  });

  it('has options that are closed, described, and documented', () => {
    if (meta?.schema && Array.isArray(meta.schema))
      for (const one of meta.schema) expect(one).toMatchObject({ type: 'object', additionalProperties: false });
    const page = existsSync(path.join(ROOT, `docs/rules/${name}.md`)) ? read(`docs/rules/${name}.md`) : '';
    const options = page.split(/^## /m).find(section => section.startsWith('Options')) ?? '';
    for (const [option, { description: text }] of Object.entries(schema)) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(options).toContain(`\`${option}\``);
      expect(defaults).toHaveProperty(option);
    }
    expect(Object.keys({ ...defaults, ...strictOptions }).filter(option => !Object.hasOwn(schema, option))).toEqual([]);
    expect(options !== '').toBe(Object.keys(schema).length > 0);
  });

  it('has cases for each framework it is about, in JavaScript and TypeScript, of every message', () => {
    const own = read(`tests/rules/${name}.test.ts`);
    // With the helpers that make its cases, but not the tester they all run on.
    const helpers = [...own.matchAll(/from '\.\.\/(?!rule-tester)([\w-]+\.ts)'/g)].map(match =>
      read(`tests/${match[1] ?? ''}`),
    );
    const test = [own, ...helpers].join('\n');
    for (const one of framework === null ? ['express', 'fastify'] : [framework.name])
      expect(test).toMatch(new RegExp(`\\b${one}\\b`));
    expect(test).toMatch(/\bts: true\b/);
    expect(Object.keys(messages).filter(id => !test.includes(`'${id}'`))).toEqual([]);
  });
});

function lint(code: string, config: Linter.Config): (string | null)[] {
  const all = Object.fromEntries(Object.keys(rules).map(name => [`status-code/${name}`, 'error' as const]));
  return new Linter()
    .verify(code, [{ plugins: { 'status-code': plugin }, rules: all, ...config }], { filename: 'app.js' })
    .map(({ ruleId, message }) => ruleId ?? message);
}

const HOSTILE = `
import express from 'express';
import Fastify from 'fastify';
import { statusFor, headersFor, decorate, respond, refuse, methods, load } from './elsewhere.js';

const app = express();
const fastify = Fastify();

// A status that is not known.
app.get('/status', (req, res) => res.status(statusFor(req)).json(payload));
app.get('/status/:id', (req, res) => { res.statusCode = Number(req.query.status) || statusFor(req); res.end(req.query.text); });
fastify.get('/status', async (request, reply) => reply.code(statusFor(request)).send(payload));
fastify.get('/status/:id', async (request, reply) => { reply.statusCode = statusFor(request); return payload; });

// Headers that are not known.
app.post('/headers', (req, res) => res.status(201).set({ ...headersFor(req) }).json(payload));
app.post('/writeHead', (req, res) => { res.writeHead(201, headersFor(req)); res.end('x'); });
app.get('/redirect', (req, res) => { res.setHeader(headersFor(req).name, '/x'); res.status(301).end(); });
fastify.post('/headers', async (request, reply) => reply.code(201).headers({ ...headersFor(request) }).send(payload));

// A response that went to a function out of sight.
app.get('/away', (req, res) => { if (!req.query.id) refuse(res); res.json(payload); });
app.post('/away', (req, res) => { decorate(res); res.status(201).json(payload); });
app.get('/bound', (req, res) => load(req.params.id).then(respond.bind(null, res)));
fastify.get('/away', async (request, reply) => { await decorate(reply); return reply; });

// Methods that are not known, and code that is no code yet.
app.get('/method', (req, res) => { res[methods.send](204); res[statusFor(req)]('x'); });
app.get('/eval', (req, res) => { eval('res.status(404)'); res.json(payload); });
app.get('/function', (req, res) => { new Function('res', 'res.sendStatus(404)')(res); });
app.get('/proxy', (req, res) => { const proxied = new Proxy(res, {}); proxied.status(204).json(payload); });
app.get('/apply', (req, res) => { res.status.apply(res, [204]); res.send.call(res, req.query.text); });

// Conditions that say nothing.
app.get('/conditions', (req, res) => { if (statusFor(req)) { res.status(400).json(payload); } else { res.status(404).json(payload); } });
fastify.get('/conditions', (request, reply) => { for (const part of load()) if (part.last) return reply.send(part); });

const payload = load();
export default { app, fastify };
`;
