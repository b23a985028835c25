#!/bin/sh
# Installs the Debian packages that are missing, as root or with sudo, and says so. $1: the build folder,
# where a stamp saves asking again. $2: more packages, for what only `make test-more` needs.
need="gcc make libc6-dev pkg-config libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libsqlite3-dev libsodium-dev
libjansson-dev libbsd-dev fonts-sil-andika libcmocka-dev zlib1g-dev sqlite3 age minisign xvfb openbox xdotool imagemagick x11-apps strace $2"
stamp="$1/packages${2:+-more}.stamp"
[ "$stamp" -nt "$0" ] && exit 0
missing=
for package in $need; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
if [ -n "$missing" ]; then
	echo "Installing Debian packages:$missing"
	as=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || { echo "Not root and no sudo: install them by hand, then try again." >&2; exit 1; }
		as=sudo
	fi
	DEBIAN_FRONTEND=noninteractive
	export DEBIAN_FRONTEND
	log=$(mktemp)
	{ $as apt-get -q update && $as apt-get -q install -y --no-install-recommends $missing; } >"$log" 2>&1 ||
		{ tail -n 20 "$log" >&2; rm -f "$log"; exit 1; }
	rm -f "$log"
fi
mkdir -p "$1" && touch "$stamp"
