#!/bin/sh
# What seals cannot open. Neither the library of formats nor the kiosk asks libsodium for what an age
# file is opened with; the same look must find it where it is, in the researchers' library. (nm shows
# what is asked for, not static functions.) The kiosk opens its own resume blobs, by other ciphers.
: "${BUILD:=build}"
opening='crypto_(aead_chacha20poly1305[a-z0-9_]*decrypt|stream_chacha20[a-z0-9_]*xor|pwhash_scrypt)'
number=0

# $1: name; $2: yes or no; $3: file; then options of nm
look() {
	name=$1 expected=$2 file=$3
	shift 3
	number=$((number + 1))
	if [ ! -e "$file" ]; then
		echo "ok $number - $name # SKIP $file is not built"
		return
	fi
	asked=$(nm "$@" "$file" 2>/dev/null | grep -Eo " U $opening[a-z0-9_]*" | sort -u | tr '\n' ' ')
	case $expected:$asked in
	no:) echo "ok $number - $name" ;;
	yes:*chacha20poly1305_ietf_decrypt*) echo "ok $number - $name" ;;
	*)
		echo "not ok $number - $name"
		echo "# asks for:$asked"
		;;
	esac
}

echo 1..3
look 'the formats open nothing' no "$BUILD/libformats.a"
look 'the researchers open' yes "$BUILD/libsayso.a"
look 'the kiosk opens nothing' no "$BUILD/sayso-kiosk" -D
