/* The classroom program: joins the app and the screen, which do not know each other. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/secret.h"
#include "export/formats/share.h"
#include "kiosk/check.h"
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
	const struct kiosk_options *options;
	const char *assets;
	struct window *window;
	struct paint *paint;
	struct app *app;
	bool begun;
	struct problems problems; /* of what is done while the screen opens */
};

/* Everything but the screen: the data is read and the first page made ready. */
static void begin(void *context, const struct page *page)
{
	struct kiosk *kiosk = context;
	const struct kiosk_options *options = kiosk->options;
	char pictures[PATH_SIZE];

	kiosk->begun = true;
	/* Pictures that take long to draw; made of the assets alone. */
	snprintf(pictures, sizeof pictures, "%s/pictures", options->data);
	kiosk->paint = paint_open(kiosk->assets, pictures, &kiosk->problems);
	if (!kiosk->paint)
		return;
	paint_scale(kiosk->paint, page);
	kiosk->app = app_start(&(struct app_options){.data_folder = options->data,
						     .assets_folder = kiosk->assets,
						     .study_path = options->study,
						     .outbox = options->outbox,
						     .measure = paint_measure(kiosk->paint)},
			       loop_clocks(0), &kiosk->problems);
	if (!kiosk->app)
		return;
	/* The data folder is there now; where this cannot be made it is only slower. */
	(void)!mkdir(pictures, 0700);
	app_resize(kiosk->app, *page);
	paint_ahead(kiosk->paint, app_page(kiosk->app), &kiosk->problems);
}

static bool kiosk_open(struct kiosk *kiosk, struct problems *problems)
{
	const struct kiosk_options *options = kiosk->options;

	kiosk->window = window_open(
		&(struct window_options){
			.width = options->width,
			.height = options->height,
			.screen_width_mm = options->screen_width_mm,
			.screen_height_mm = options->screen_height_mm,
			.meanwhile = begin,
			.context = kiosk,
		},
		problems);
	if (!kiosk->window)
		return false;
	if (!kiosk->begun) {
		struct page page = window_page(kiosk->window);

		begin(kiosk, &page);
	}
	return kiosk->app != NULL;
}

/* Behind the fault page's number: for whoever looks after the machine. */
static void fault_print(const struct app *app)
{
	if (app != NULL && app_problems(app)->errors > 0)
		problems_print(app_problems(app), stderr);
}

static void kiosk_close(struct kiosk *kiosk)
{
	fault_print(kiosk->app);
	app_stop(kiosk->app);
	paint_close(kiosk->paint);
	window_close(kiosk->window);
}

/* Nothing is shown, so nothing is said of a study that fits. */
static int check(const char *study)
{
	static const int status[] = {[CHECK_FINE] = 0, [CHECK_BAD_STUDY] = 1, [CHECK_NOT_DONE] = 2};
	struct problems problems = {0};
	char assets[PATH_SIZE];
	enum check done = CHECK_NOT_DONE;

	if (secret_begin(&problems) && share_find("assets", assets, &problems))
		done = check_study(study, assets, &problems);
	problems_print(&problems, stderr);
	return status[done];
}

int main(int argc, char **argv)
{
	struct problems problems = {0};
	struct kiosk_options options = {0};
	struct kiosk kiosk = {.options = &options};
	char assets[PATH_SIZE];
	enum start start = kiosk_options_read(argc, argv, &options);

	if (start != START_RUN)
		return start == START_HELP ? 0 : 2;
	if (options.check)
		return check(options.check);
	kiosk.assets = assets;
	bool fine = secret_begin(&problems) && data_folder(&options, &problems) &&
		    app_data_is_free(options.data, &problems) &&
		    share_find("assets", assets, &problems) && kiosk_open(&kiosk, &problems);
	if (fine)
		loop_run(kiosk.window, kiosk.paint, kiosk.app, 0, &problems);
	kiosk_close(&kiosk);
	if (kiosk.problems.errors > 0)
		problems_print(&kiosk.problems, stderr);
	if (problems.errors > 0)
		problems_print(&problems, stderr);
	return fine ? 0 : 1;
}
