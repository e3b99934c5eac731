import type { Failure, FailureAs, PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

const ABSENT: readonly Failure[] = [{ by: 'throws', as: 'record-missing' }];
const TEXT: FailureAs = 'text-unparsable';

/** A file that is not there is what was asked for only where the request names it. */
const MISSING = { param: 'record-missing', query: 'record-missing', else: 'unknown' } as const;

/** What node's calls on files mean. */
export const fs: PackageModel = {
  package: ['fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'mz', 'mz/fs', 'rimraf', 'mkdirp', 'del'],
  setup: "import fs from 'node:fs';",
  calls: [
    {
      path: '{,promises.}{readFile,readJson,readJSON,open,readlink,realpath}',
      gives: 'sure-record',
      of: '0',
      fails: ABSENT,
      callback: NODE_STYLE,
      example: 'await fs.%1%2(file);',
    },
    {
      path: '{readFileSync,readJsonSync,openSync,realpathSync,createReadStream}',
      gives: 'sure-record',
      of: '0',
      fails: ABSENT,
      example: 'fs.%(file);',
    },
    {
      path: '{,promises.}{stat,lstat,access}',
      gives: 'sure-record',
      of: '0',
      fails: ABSENT,
      callback: NODE_STYLE,
      example: 'await fs.%1%2(file);',
    },
    { path: '{statSync,lstatSync,accessSync}', gives: 'sure-record', of: '0', fails: ABSENT, example: 'fs.%(file);' },
    { path: '{existsSync,exists,pathExists,pathExistsSync}', gives: 'existence', of: '0', example: 'fs.%(file);' },
    {
      path: '{,promises.}readdir',
      gives: 'records',
      of: '0',
      fails: ABSENT,
      callback: NODE_STYLE,
      example: 'await fs.%1readdir(folder);',
    },
    { path: 'readdirSync', gives: 'records', of: '0', fails: ABSENT, example: 'fs.readdirSync(folder);' },
    {
      path: '{,promises.}{writeFile,appendFile,outputFile,outputJson,writeJson,copyFile,copy,rename,move,mkdir,ensureDir,truncate,chmod,utimes}',
      gives: 'nothing',
      of: '0',
      does: ['changes'],
      callback: NODE_STYLE,
      example: 'await fs.%1%2(file, text);',
    },
    {
      path: '{writeFileSync,appendFileSync,copyFileSync,renameSync,mkdirSync,ensureDirSync,writeJsonSync,createWriteStream}',
      gives: 'nothing',
      of: '0',
      does: ['changes'],
      example: 'fs.%(file, text);',
    },
    {
      path: '{,promises.}{unlink,rm,rmdir,remove}',
      gives: 'nothing',
      of: '0',
      fails: ABSENT,
      does: ['deletes'],
      callback: NODE_STYLE,
      example: 'await fs.%1%2(file);',
    },
    {
      path: '{unlinkSync,rmSync,rmdirSync,removeSync,emptyDirSync}',
      gives: 'nothing',
      of: '0',
      fails: ABSENT,
      does: ['deletes'],
      example: 'fs.%(file);',
    },
  ],
  errors: {
    ENOENT: { as: MISSING, in: 'code' },
    ENOTDIR: { as: MISSING, in: 'code' },
    EEXIST: { as: 'duplicate', in: 'code' },
    EACCES: { as: 'file-closed', in: 'code' },
    EPERM: { as: 'file-closed', in: 'code' },
    ENOSPC: { as: 'store-failed', in: 'code' },
    EMFILE: { as: 'store-unavailable', in: 'code' },
  },
  otherwise: 'store',
  source: ['node: doc/api/fs.md', 'node: doc/api/errors.md', 'fs-extra: docs/'],
};

/** What node's calls of cryptography mean: two compare or verify, the others compute. */
export const crypto: PackageModel = {
  package: ['crypto', 'node-forge', 'tweetnacl'],
  setup: "import crypto from 'node:crypto';",
  calls: [
    {
      path: 'timingSafeEqual',
      gives: 'secret-verdict',
      of: ['0', '1'],
      fails: [{ by: 'value', when: 'false', as: 'secret-invalid' }],
      example: 'crypto.timingSafeEqual(given, known);',
    },
    {
      path: '{createVerify().**.verify,verify,subtle.verify,webcrypto.subtle.verify}',
      gives: 'secret-verdict',
      fails: [{ by: 'value', when: 'false', as: 'secret-invalid' }],
      example:
        "crypto.createVerify('sha256').update(text).verify(key, signature);\ncrypto.verify(null, text, key, signature);\ncrypto.subtle.verify(how, key, signature, text);\ncrypto.webcrypto.subtle.verify(how, key, signature, text);",
    },
    {
      path: '{createHash,createHmac,createSign}().**.{update,digest,sign}',
      gives: 'made',
      of: 'chain(update).0',
      example: "crypto.%1('sha256').update(text).%2('hex');",
    },
    {
      path: '{createHash,createHmac,createSign,createVerify,createCipheriv,createSecretKey,createPublicKey,createPrivateKey}',
      gives: 'handle',
      example: 'crypto.%(given);',
    },
    {
      path: '{randomBytes,randomUUID,randomInt,getRandomValues,randomFillSync,pseudoRandomBytes}',
      gives: 'made',
      callback: NODE_STYLE,
      example: 'crypto.%(16);',
    },
    {
      path: '{scrypt,scryptSync,pbkdf2,pbkdf2Sync,hkdf,hkdfSync,hash}',
      gives: 'made',
      of: '0',
      callback: NODE_STYLE,
      example: 'crypto.%(password, salt, 64);',
    },
    {
      path: 'createDecipheriv',
      gives: 'handle',
      fails: [{ by: 'throws', as: 'secret-invalid' }],
      example: 'crypto.createDecipheriv(how, key, iv);',
    },
    {
      path: 'createDecipheriv().{update,final,setAuthTag}',
      gives: 'made',
      fails: [{ by: 'throws', as: 'secret-invalid' }],
      example: 'crypto.createDecipheriv(how, key, iv).%(text);',
    },
    {
      path: '{privateDecrypt,publicDecrypt}',
      gives: 'made',
      of: '1',
      fails: [{ by: 'throws', as: 'secret-invalid' }],
      example: 'crypto.%(key, text);',
    },
  ],
  otherwise: 'pure',
  source: ['node: doc/api/crypto.md'],
};

/** What the language's own calls mean, and what its errors and those of the system say. */
export const language: PackageModel = {
  package: ['globalThis'],
  setup: '',
  types: { 'Answer()': ['fetch()', 'Response()'] },
  calls: [
    { path: 'JSON.parse', gives: 'same', of: '0', fails: [{ by: 'throws', as: TEXT }], example: 'JSON.parse(text);' },
    {
      path: '{decodeURIComponent,decodeURI,atob}',
      gives: 'same',
      of: '0',
      fails: [{ by: 'throws', as: TEXT }],
      example: '%(text);',
    },
    {
      path: 'URL',
      gives: 'same',
      of: '0',
      fails: [{ by: 'throws', as: { body: 'field-invalid', else: TEXT } }],
      example: 'new URL(text);',
    },
    {
      path: 'URL.canParse',
      gives: 'format-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: 'field-invalid' }],
      example: 'URL.canParse(text);',
    },
    {
      path: 'BigInt',
      gives: 'same',
      of: '0',
      fails: [{ by: 'throws', as: { param: 'id-malformed', query: 'id-malformed', else: 'field-invalid' } }],
      example: 'BigInt(text);',
    },
    {
      path: '{Number,String,Boolean,Date,parseInt,parseFloat,Number.parseInt,Number.parseFloat,encodeURIComponent,structuredClone}',
      gives: 'same',
      of: '0',
      example: '%(value);',
    },
    {
      path: '{isNaN,Number.isNaN}',
      gives: 'format-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'true', as: { body: 'field-invalid', else: 'id-malformed' } }],
      example: '%(value);',
    },
    {
      path: '{isFinite,Number.isFinite,Number.isInteger,Number.isSafeInteger,Array.isArray}',
      gives: 'format-verdict',
      of: '0',
      fails: [{ by: 'value', when: 'false', as: { body: 'field-invalid', else: 'id-malformed' } }],
      example: '%(value);',
    },
    {
      path: 'fetch',
      gives: { ok: 'answer-verdict', status: 'answer-status', body: 'answer-content' },
      of: '0',
      example: 'await fetch(url);',
    },
    {
      path: 'Answer().{json,text,arrayBuffer,blob,formData,bytes}',
      gives: 'answer-content',
      of: 'receiver',
      example: '(await fetch(url)).%();',
    },
    { path: 'crypto.{randomUUID,getRandomValues}', gives: 'made', example: 'crypto.%();' },
    {
      path: '{JSON.stringify,Object.keys,Object.values,Object.entries,Object.assign,Object.fromEntries,Array.from,Buffer.from}',
      gives: 'same',
      of: '0',
      example: '%(value);',
    },
    { path: '{Promise.all,Promise.resolve,Promise.race}', gives: 'same', of: '0', example: 'await %(works);' },
    { path: 'Promise.allSettled', gives: 'nothing', of: '0', example: 'await Promise.allSettled(works);' },
    {
      path: 'console.{log,info,warn,error,debug,trace,dir,table}',
      gives: 'nothing',
      does: ['logs'],
      example: 'console.%(text);',
    },
  ],
  errors: {
    SyntaxError: { as: TEXT },
    URIError: { as: TEXT },
    ERR_INVALID_URL: { as: { body: 'field-invalid', else: TEXT }, in: 'code' },
    AbortError: { as: 'upstream-timed-out' },
    TimeoutError: { as: 'upstream-timed-out' },
    RequestTimeoutError: { as: 'upstream-timed-out' },
    ABORT_ERR: { as: 'upstream-timed-out', in: 'code' },
    ETIMEDOUT: { as: 'upstream-timed-out', in: 'code' },
    ECONNREFUSED: { as: 'upstream-unreachable', in: 'code' },
    ECONNRESET: { as: 'upstream-unreachable', in: 'code' },
    ENOTFOUND: { as: 'upstream-unreachable', in: 'code' },
    EHOSTUNREACH: { as: 'upstream-unreachable', in: 'code' },
    EAI_AGAIN: { as: 'upstream-unreachable', in: 'code' },
  },
  otherwise: 'unknown',
  source: ['ECMA-262', 'node: doc/api/globals.md', 'node: doc/api/errors.md'],
};

/** What node's other modules mean: what they work with fails by itself, or nothing of it matters. */
export const nodeWork: PackageModel = {
  package: [
    'child_process',
    'worker_threads',
    'dns',
    'dns/promises',
    'dgram',
    'tls',
    'execa',
    'cross-spawn',
    'shelljs',
    'zx',
  ],
  setup: "import processes from 'node:child_process';",
  calls: [
    {
      path: '{exec,execFile,execSync,execFileSync,spawn,spawnSync,fork,execa,lookup,resolve}',
      gives: 'made',
      of: '0',
      callback: NODE_STYLE,
      fails: [{ by: 'rejects', as: 'work-failed' }],
      example: 'processes.%(command);',
    },
  ],
  otherwise: 'unknown',
  source: ['node: doc/api/child_process.md', 'node: doc/api/dns.md'],
};
