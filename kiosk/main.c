/* The classroom program: joins the app and the screen, which do not know each other. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/secret.h"
#include "export/formats/share.h"
#include "kiosk/loop.h"
#include "kiosk/options.h"

/* Never anywhere else unless told: what a pupil's account can write, a pupil can read. */
static bool data_folder(struct kiosk_options *options, struct problems *problems)
{
	if (options->data)
		return true;
	options->data = KIOSK_DATA_FOLDER;
	if (mkdir(KIOSK_DATA_FOLDER, 0700) != 0 && errno != EEXIST && errno != EACCES &&
	    errno != ENOENT)
		problem_warning(problems, place_none(), NULL, "%s cannot be made.",
				KIOSK_DATA_FOLDER);
	if (access(KIOSK_DATA_FOLDER, R_OK | W_OK | X_OK) == 0)
		return true;
	problem_error_at(problems, KIOSK_DATA_FOLDER,
			 "Let the kiosk's user own that folder, or name another with --data.",
			 "The folder for the sealed answers cannot be written.");
	return false;
}

/* Everything that is open while the kiosk runs. */
struct kiosk {
	struct window *window;
	struct paint *paint;
	struct app *app;
};

static bool kiosk_open(struct kiosk *kiosk, const struct kiosk_options *options, const char *assets,
		       struct problems *problems)
{
	char pictures[PATH_SIZE];

	kiosk->window = window_open(&(struct window_options){options->width, options->height,
							     options->screen_width_mm,
							     options->screen_height_mm},
				    problems);
	if (!kiosk->window)
		return false;
	/* Pictures that take long to draw; made of the assets alone. */
	snprintf(pictures, sizeof pictures, "%s/pictures", options->data);
	kiosk->paint = paint_open(assets, pictures, problems);
	if (!kiosk->paint)
		return false;
	struct page page = window_page(kiosk->window);
	paint_scale(kiosk->paint, &page);
	kiosk->app = app_start(&(struct app_options){.data_folder = options->data,
						     .assets_folder = assets,
						     .study_path = options->study,
						     .outbox = options->outbox,
						     .measure = paint_measure(kiosk->paint)},
			       loop_clocks(0), problems);
	/* The data folder is there now; where this cannot be made it is only slower. */
	if (kiosk->app && mkdir(pictures, 0700) != 0 && errno != EEXIST)
		problem_warning(problems, place_none(), NULL, "Pictures cannot be kept.");
	return kiosk->app != NULL;
}

static void kiosk_close(struct kiosk *kiosk)
{
	app_stop(kiosk->app);
	paint_close(kiosk->paint);
	window_close(kiosk->window);
}

int main(int argc, char **argv)
{
	struct problems problems = {0};
	struct kiosk_options options = {0};
	struct kiosk kiosk = {0};
	char assets[PATH_SIZE];

	enum start start = kiosk_options_read(argc, argv, &options);

	if (start != START_RUN)
		return start == START_HELP ? 0 : 2;
	bool fine = secret_begin(&problems) && data_folder(&options, &problems) &&
		    share_find("assets", assets, &problems) &&
		    kiosk_open(&kiosk, &options, assets, &problems);
	if (fine)
		loop_run(kiosk.window, kiosk.paint, kiosk.app, 0, &problems);
	kiosk_close(&kiosk);
	if (problems.errors > 0)
		problems_print(&problems, stderr);
	return fine ? 0 : 1;
}
