#!/usr/bin/env bash
# Runs `check` for action.yml: SARIF into a file, the findings into the summary of the job, and for people into the log. Ends with its exit code.
set -uo pipefail

# Words of the inputs, and not patterns: those are for the command.
set -f
paths=()
for word in $INPUT_PATHS; do paths+=("$word"); done
args=(--preset "$INPUT_PRESET")
[ -n "$INPUT_SINCE" ] && args+=(--since "$INPUT_SINCE")
for word in $INPUT_ARGS; do args+=("$word"); done

# The project's own version where it has one, as its lock file says.
if [ -x node_modules/.bin/eslint-plugin-status-code ]; then
  run=(node_modules/.bin/eslint-plugin-status-code)
else
  run=(npx --yes --package "eslint-plugin-status-code@$INPUT_VERSION" --package eslint eslint-plugin-status-code)
fi

sarif="${RUNNER_TEMP:-/tmp}/status-code.sarif"
"${run[@]}" check "${args[@]}" --format sarif --output-file "$sarif" -- "${paths[@]}" 2>/dev/null
[ -f "$sarif" ] && echo "sarif=$sarif" >> "$GITHUB_OUTPUT"
if [ "$INPUT_SUMMARY" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  "${run[@]}" check "${args[@]}" --format markdown -- "${paths[@]}" >> "$GITHUB_STEP_SUMMARY" 2>/dev/null
fi
FORCE_COLOR=1 "${run[@]}" check "${args[@]}" -- "${paths[@]}"
