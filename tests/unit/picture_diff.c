/* picture_diff GOLDEN MADE DIFFERENCE: 0 when they are alike; for scripts. A golden picture is made
 * by hand: copy the picture once you have looked at it. */
#include "tests/unit/golden.h"

int main(int argc, char **argv)
{
	if (argc != 4) {
		fputs("picture_diff GOLDEN MADE DIFFERENCE\n", stderr);
		return 2;
	}
	size_t count = golden_compare(argv[1], argv[2], argv[3]);
	if (count == GOLDEN_UNLIKE)
		printf("%s and %s: not of one size, or one is missing\n", argv[1], argv[2]);
	else if (count > GOLDEN_PIXELS)
		printf("%zu pixels differ: look at %s\n", count, argv[3]);
	return count <= GOLDEN_PIXELS ? 0 : 1;
}
