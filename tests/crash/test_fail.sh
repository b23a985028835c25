#!/bin/sh
# The vault on a disk that fails (fail.c).
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -d /dev/shm ] && [ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR
exec "$BUILD/tests/crash/fail"
