#!/usr/bin/env bash
# Installs the package as its users do, in an empty folder, and uses all that it offers there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly top=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

main() {
  local tarball xstate
  tarball=$(npm pack --silent --pack-destination "$folder" | tail -n 1)
  xstate=$(node -p "require('./package.json').devDependencies.xstate")
  cp .ci/package-test/* "$folder"
  cd "$folder"
  echo '{ "private": true, "type": "module" }' >package.json
  npm install --silent --no-audit --no-fund "./$tarball" "xstate@$xstate"

  echo 'From the command line'
  exits 0 npx --no-install faultline check ./spec.ts
  exits 1 npx --no-install faultline check ./spec.ts --losses 1 --save traces
  exits 1 npx --no-install faultline replay traces/questions.answered.json
  exits 0 npx --no-install faultline check two-phase-commit --size tiny
  exits 0 npx --no-install faultline list

  echo 'From a program'
  exits 0 node use.mjs
  exits 0 "$top/node_modules/.bin/tsc" --ignoreConfig --noEmit --strict --module nodenext \
    --target es2022 --allowImportingTsExtensions --typeRoots node_modules/@types typed.ts
  echo 'The package works.'
}

# exits CODE COMMAND…: runs a command, and shows what it says when it ends with another exit code.
exits() {
  local status=0 output
  output=$("${@:2}" 2>&1) || status=$?
  if ((status == $1)); then return; fi
  printf '%s\n\nExit code %d instead of %d: %s\n' "$output" "$status" "$1" "${*:2}"
  exit 1
}

main
