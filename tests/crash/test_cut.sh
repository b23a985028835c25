#!/bin/sh
# The vault at every cut (cut.c). In memory where that can be: what a disk may lose is played, not the disk.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=$(mktemp -d -p /dev/shm) && export TMPDIR && trap 'rm -rf "$TMPDIR"' EXIT
"$BUILD/tests/crash/cut"
