/** What --help prints. */
export const HELP = `Finds wrong HTTP status codes in Express and Fastify code. Needs no ESLint config, and reads none.

Usage
  eslint-plugin-status-code check [paths]             lint files, folders and patterns (the current folder by default)
  eslint-plugin-status-code routes [paths]            list the operations of an API, and the statuses each can answer with
  eslint-plugin-status-code explain FILE:LINE         say what is known of the response at that line, and which rules speak of it
  eslint-plugin-status-code formatter NAME            print the path of a formatter, for "eslint --format"

What check looks for
  --preset recommended|strict|all   the rules to run (recommended)
  --rule RULE                       a rule to run beside them, or another severity or options for it, as in a config of ESLint; may be repeated:
                                    --rule no-invalid-status, --rule "no-unsent-status: off",
                                    --rule "prefer-422-for-invalid-content: [warn, { accept: [400] }]"
  --fix                             apply the autofixes; suggestions are left to you
  --since REF                       report only what concerns lines that were added or changed since the branch or commit REF was left, as git tells,
                                    or whose evidence does; what is not committed yet counts, and so do untracked files
  --stdin --stdin-filename FILE     check the text on standard input as that of FILE, which need not be there
What check prints, and fails for
  --format stylish|json|rdjson|sarif|gitlab|junit|checkstyle|markdown
                                    json is what "eslint --format json" prints; rdjson is for reviewdog, sarif for code scanning, gitlab for its code
                                    quality report, junit and checkstyle for other CI, markdown for a job's summary (stylish)
  --output-file FILE                write it to a file, whose folder is made
  --quiet                           leave warnings out; they fail nothing then
  --max-warnings N                  the most warnings that fail nothing (0; any number with --quiet)
  --each                            print each finding, also where at least five are one convention of the code, which is one line otherwise
Options of routes
  --format table|markdown|json|json-responses
                                    json is one entry an operation, json-responses one a response (table)
  --method GET, --path TEXT, --status 404|4xx, --cause NAME, --finding RULE|any
                                    list only the operations of that method, whose path has the text in it (* stands for anything), that can
                                    answer with the status, for that cause, or of which a rule speaks
Options of explain
  --all                             every rule, also those that have nothing to do with the response
  --format text|json                json is for tools, as docs/explain.schema.json says (text)
Options of check and routes
  --ignore PATTERN                  leave out paths, as in .gitignore; may be repeated
  --tests                           take in tests and test doubles
Options of check, routes and explain
  --json                            short for --format json
  --settings FILE                   a JSON file with the keys of settings['status-code'] in a config of ESLint: responders, errors, wrappers …
  --parser project|bundled          project: the @typescript-eslint/parser that the files' own project has installed, which is code of that project that
                                    runs; bundled: only the parsers of this package and of ESLint, for code that is not trusted (project)
Options of all
  -h, --help
  -v, --version

Files
  Every .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx below the paths, without node_modules, bower_components, dist, build, coverage and hidden
  folders, .d.ts files, minified and generated bundles, files over 2 MB, what .gitignore names, and tests: folders such as test, __tests__, e2e, mocks
  and fixtures, files such as x.test.js and x.mock.ts. A file or folder given by name is not ignored. Patterns have *, **, ?, [ab] and {a,b}: put them
  in quotes. Comments such as "eslint-disable-next-line status-code/RULE" are heeded; those for other plugins' rules are passed over.

Environment
  FORCE_COLOR=1 colours what is no terminal, such as a log of CI; FORCE_COLOR=0 and NO_COLOR colour nothing. DEBUG=1 shows the stack of an internal error.

Exit code of check, routes and explain
  0  every file was read and nothing was found, or no more warnings than are allowed
  1  there are findings
  2  no findings, but some file could not be read or parsed, so that nothing can be said of it; or the call was wrong
`;
