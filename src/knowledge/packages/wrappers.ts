import type { PackageModel } from '../package-model.ts';

/** What hands a handler on, with its failures given to `next`. */
export const wrappers: PackageModel = {
  package: ['express-async-handler', 'express-async-wrap', 'async-express'],
  setup: "import wrap from 'express-async-handler';",
  calls: [{ path: '', gives: 'same', of: '0', example: 'wrap(async (req, res) => {});' }],
  otherwise: 'nothing',
  source: ['index.js'],
};

/** What the checks of requests against an API's description mean. */
export const openapi: PackageModel = {
  package: ['express-openapi-validator', 'openapi-backend', 'express-openapi-validate', 'fastify-openapi-glue'],
  setup: "import * as openapi from 'express-openapi-validator';",
  calls: [
    {
      path: 'middleware',
      gives: 'middleware',
      middleware: { checks: ['request'] },
      fails: [{ by: 'next', as: 'schema-refused' }],
      example: 'openapi.middleware({ apiSpec });',
    },
  ],
  otherwise: 'unknown',
  source: ['dist/index.js', 'dist/framework/types.d.ts'],
};

/** What runs functions that it is given, and is nothing by itself. */
export const runners: PackageModel = {
  package: ['async', 'bluebird', 'q', 'p-props', 'p-all', 'p-series', 'rxjs', 'co', 'express-promise'],
  setup: "import Bluebird from 'bluebird';",
  calls: [
    { path: '{resolve,all,props,join,delay,timeout}', gives: 'same', of: '0', example: 'await Bluebird.%(work);' },
    { path: '{promisifyAll,promisify}', gives: 'same', of: '0', example: 'Bluebird.%(client);' },
  ],
  otherwise: 'unknown',
  source: ['bluebird: js/release/bluebird.js', 'async: README.md'],
};
