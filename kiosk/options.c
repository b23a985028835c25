#include <getopt.h>

#include "kiosk/options.h"
#include "surveys/base/text.h"

static const char help[] =
	"Usage: sayso-kiosk [--data DIR] [--study FILE] [--outbox DIR]\n"
	"                   [--screen-mm WxH] [--window WxH]\n"
	"       sayso-kiosk --check STUDY\n"
	"\n"
	"Shows the questionnaires of a study on this machine, full-screen. Without any\n"
	"option it keeps its data in " KIOSK_DATA_FOLDER " and finds the study, and the place\n"
	"for the answers, on a stick.\n"
	"\n"
	"  --data DIR        where the sealed answers are kept until they are collected\n"
	"  --study FILE      set this machine up from a .study that is not on a stick\n"
	"  --outbox DIR      a folder that stands for the stick\n"
	"  --screen-mm WxH   size of the screen in millimetres, where it does not say so\n"
	"                    itself or is wrong: 257x145 is a screen of 11.6 inch\n"
	"  --window WxH      a window of so many pixels instead, to try it out; it holds\n"
	"                    neither the screen nor the keyboard\n"
	"  --check STUDY     look whether each page of a study, a .study or its folder,\n"
	"                    fits a screen of 1366x768 and 11.6 inch, and name each that\n"
	"                    does not; no window. Exit status 0: all do, 1: one does not\n"
	"                    or the study is bad, 2: it could not be looked at\n"
	"  --help            this text\n";

/* "1366x768" */
static bool size_read(const char *text, int *width, int *height)
{
	struct slice whole = slice_of(text), first = whole;
	const char *by = strchr(text, 'x');
	int64_t w, h;

	if (!by)
		return false;
	first.size = (size_t)(by - text);
	if (number_read(first, 50, 20000, &w) != NUMBER_FINE ||
	    number_read(slice_from(whole, first.size + 1), 50, 20000, &h) != NUMBER_FINE)
		return false;
	*width = (int)w, *height = (int)h;
	return true;
}

static bool option_take(struct kiosk_options *options, int option)
{
	switch (option) {
	case 'd':
		options->data = optarg;
		return true;
	case 's':
		options->study = optarg;
		return true;
	case 'c':
		options->check = optarg;
		return true;
	case 'o':
		options->outbox = optarg;
		return true;
	case 'm':
		return size_read(optarg, &options->screen_width_mm, &options->screen_height_mm);
	case 'w':
		return size_read(optarg, &options->width, &options->height);
	default:
		return false;
	}
}

static enum start usage(void)
{
	fputs("Try sayso-kiosk --help.\n", stderr);
	return START_USAGE;
}

enum start kiosk_options_read(int argc, char **argv, struct kiosk_options *options)
{
	static const struct option names[] = {
		{"data", required_argument, NULL, 'd'},
		{"study", required_argument, NULL, 's'},
		{"check", required_argument, NULL, 'c'},
		{"outbox", required_argument, NULL, 'o'},
		{"screen-mm", required_argument, NULL, 'm'},
		{"window", required_argument, NULL, 'w'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
		if (option == 'h') {
			fputs(help, stdout);
			return START_HELP;
		}
		if (option == '?')
			return usage();
		if (!option_take(options, option)) {
			fprintf(stderr, "%s: \"%s\" is no size such as 1366x768.\n", argv[0],
				optarg);
			return START_USAGE;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "%s: \"%s\" is no option.\n", argv[0], argv[optind]);
		return usage();
	}
	return START_RUN;
}
