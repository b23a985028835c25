#!/bin/sh
# kill -9 at 50 random moments of saving (ticks.c).
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
exec "$BUILD/tests/crash/ticks" kill 50
