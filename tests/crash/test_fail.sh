#!/bin/sh
# The vault on a disk that fails (fail.c).
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=$(mktemp -d -p /dev/shm) && export TMPDIR && trap 'rm -rf "$TMPDIR"' EXIT
"$BUILD/tests/crash/fail"
