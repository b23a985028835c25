#!/bin/sh
# The two commands on a bare Debian 12: a root with git, make and gcc and nothing else, this tree
# cloned into it as it was committed, `make test` and `make run` as root. Needs root and mmdebstrap;
# packages come from wherever this machine has its own from (SOURCES=FILE for others). Some 10 minutes.
# The root is kept in $BUILD/bare/root.tar: delete it to have a newer one.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
place=$PWD/$BUILD/bare
root=$place/root
mkdir -p "$place"
for tool in mmdebstrap unshare git; do
	command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: this needs root"; exit 0; }

if [ -z "$SOURCES" ]; then
	for SOURCES in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
		[ -s "$SOURCES" ] && break
	done
fi
if [ ! -s "$place/root.tar" ]; then
	echo "Making a Debian 12 with git, make and gcc ..."
	mmdebstrap --quiet --variant=minbase --include=git,make,gcc,ca-certificates bookworm \
		"$place/root.tar.new" "$SOURCES" && mv "$place/root.tar.new" "$place/root.tar" || exit 1
fi
rm -rf --one-file-system "$root"
mkdir "$root" && tar -xf "$place/root.tar" -C "$root" --exclude='./dev/*' || exit 1
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
git clone -q --no-hardlinks . "$root/sayso" || exit 1

# $1: what to run in it. Its mounts go with it.
inside() {
	# shellcheck disable=SC2016
	unshare --mount --pid --fork --kill-child sh -c '
		mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount -t tmpfs tmpfs "$1/tmp" &&
			exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
				${http_proxy:+http_proxy="$http_proxy"} sh -c "$2"' sh "$root" "$1"
}
failed=0
for target in ${*:-test run}; do
	log=$place/$target.log
	begun=$(date +%s)
	if inside "cd /sayso && make $target" >"$log" 2>&1; then result=done; else result=FAILED && failed=1; fi
	echo "make $target: $result after $(($(date +%s) - begun)) s: $(tail -n 1 "$log")"
	[ $result = done ] || grep -E 'FAILED|not ok|[Ee]rror|# ' "$log" | head -n 40
done
exit $failed
