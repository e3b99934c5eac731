import type { PackageModel } from '../package-model.ts';

/** What lodash's calls mean: nothing, but for whether something is there, and for what hands a value on. */
export const lodash: PackageModel = {
  package: ['lodash', 'lodash-es', 'underscore', 'ramda', 'remeda', 'radash', 'es-toolkit'],
  setup: "import _ from 'lodash';",
  calls: [
    { path: '{isNil,isNull,isUndefined,isEmpty,isNullish}', gives: 'absence', of: '0', example: '_.%(value);' },
    {
      path: '{pick,omit,cloneDeep,clone,trim,toLower,toUpper,lowerCase,capitalize,toString,toNumber,toInteger,escape,defaultTo,identity}',
      gives: 'same',
      of: '0',
      example: '_.%(value);',
    },
    {
      path: '{get,head,first,last,nth,uniq,compact,flatten,castArray,sortBy,map,filter}',
      gives: 'same',
      of: '0',
      example: "_.%(value, 'name');",
    },
  ],
  otherwise: 'pure',
  source: ['https://lodash.com/docs', 'underscore: underscore.js', 'ramda: https://ramdajs.com/docs'],
};
