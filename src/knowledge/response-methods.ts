import { getNames } from '../reference/status-libraries.ts';

/** The methods that a package puts on the response, and the status each sends with; `current` for the one that is set before the call. */
export interface AddedMethods {
  readonly packages: readonly string[];
  /** By name; `boom.notFound` for one that hangs on a member of the response. */
  readonly methods: ReadonlyMap<string, number | 'current'>;
  /** The file of the package that says so. */
  readonly source: string;
}

const boom = [...getNames('@hapi/boom')].flatMap(([code, names]) => names.map(name => [`boom.${name}`, code] as const));

/** What packages of Express put on its responses. */
export const ADDED_METHODS: readonly AddedMethods[] = [
  { packages: ['express-boom'], methods: new Map(boom), source: 'express-boom index.js' },
  {
    packages: ['csv-express', 'express-csv'],
    methods: new Map([['csv', 'current']]),
    source: 'csv-express lib/csv-express.js, express-csv lib/express-csv.js',
  },
  { packages: ['json2xls'], methods: new Map([['xls', 'current']]), source: 'json2xls lib/json2xls.js' },
  {
    packages: ['jsend'],
    methods: new Map(['jsend', 'jsend.success', 'jsend.fail', 'jsend.error'].map(name => [name, 'current'] as const)),
    source: 'jsend index.js, middleware',
  },
];
