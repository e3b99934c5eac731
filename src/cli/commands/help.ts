/** What --help prints. */
export const HELP = `Finds wrong HTTP status codes in Express and Fastify code. Needs no ESLint config, and reads none.

Usage
  eslint-plugin-status-code check [paths]             lint files and folders (the current one by default)
  eslint-plugin-status-code routes [paths]            list the operations of an API, and the statuses each can answer with
  eslint-plugin-status-code explain FILE:LINE         say what is known of the response at that line, and which rules speak of it

Options of check
  --preset recommended|strict|all   the rules to run (recommended)
  --fix                             apply the autofixes; suggestions are left to you
  --since REF                       report only what concerns lines that were added or changed since the branch or commit REF was left, as git tells,
                                    or whose evidence does; what is not committed yet counts, and so do untracked files
  --format stylish|json|rdjson|sarif|gitlab
                                    json is what "eslint --format json" prints; rdjson is for reviewdog, sarif for code scanning, gitlab for its code
                                    quality report (stylish)
Options of routes
  --format table|markdown|json|json-responses
                                    json is one entry an operation, json-responses one a response (table)
  --method GET, --path TEXT, --status 404|4xx, --cause NAME, --finding RULE|any
                                    list only the operations of that method, whose path has the text in it (* stands for anything), that can
                                    answer with the status, for that cause, or of which a rule speaks
Options of explain
  --all                             every rule, also those that have nothing to do with the response
  --json                            the same for tools
Options of check and routes
  --ignore PATTERN                  leave out paths, as in .gitignore; may be repeated
Options of check, routes and explain
  --parser project|bundled          project: the @typescript-eslint/parser that the files' own project has installed, which is code of that project that
                                    runs; bundled: only the parsers of this package and of ESLint, for code that is not trusted (project)
Options of all
  -h, --help
  -v, --version

Files
  Every .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx below the paths, without node_modules, bower_components, dist, build, coverage and hidden
  folders, .d.ts files, minified and generated bundles, files over 2 MB, and what .gitignore names. A file or folder given by name is not ignored.
  Comments such as "eslint-disable-next-line status-code/RULE" are heeded; those for other plugins' rules are passed over.

Exit code of check, routes and explain
  0  every file was read and nothing was found
  1  there are findings
  2  no findings, but some file could not be read or parsed, so that nothing can be said of it; or the call was wrong
`;
