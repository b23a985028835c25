#!/bin/sh
# The vault at every cut (cut.c). In memory where that can be: what a disk may lose is played, not the disk.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -d /dev/shm ] && [ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR
exec "$BUILD/tests/crash/cut"
