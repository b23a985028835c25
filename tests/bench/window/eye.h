/* Looks at a screen and taps on it from outside, as a person does: for the time from a tap to the
 * pixels that changed. */
#ifndef SAYSO_TESTS_EYE_H
#define SAYSO_TESTS_EYE_H

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dlfcn.h>
#include <unistd.h>

#include "tests/bench/meter.h"

struct eye {
	Display *display;
	/* of libXtst, whose header is in a package of its own */
	int (*move)(Display *display, int screen, int x, int y, unsigned long delay);
	int (*button)(Display *display, unsigned int button, int down, unsigned long delay);
	int width, height;
};

static inline int eye_open(struct eye *eye)
{
	void *test = dlopen("libXtst.so.6", RTLD_NOW);

	eye->display = XOpenDisplay(NULL);
	if (!test || !eye->display)
		return 0;
	*(void **)&eye->move = dlsym(test, "XTestFakeMotionEvent");
	*(void **)&eye->button = dlsym(test, "XTestFakeButtonEvent");
	eye->width = DisplayWidth(eye->display, DefaultScreen(eye->display));
	eye->height = DisplayHeight(eye->display, DefaultScreen(eye->display));
	return eye->move && eye->button;
}

static inline unsigned long eye_pixel(const struct eye *eye, int x, int y)
{
	XImage *image = XGetImage(eye->display, DefaultRootWindow(eye->display), x, y, 1, 1,
				  AllPlanes, ZPixmap);
	unsigned long pixel = image ? XGetPixel(image, 0, 0) & 0xffffff : 0;

	if (image)
		XDestroyImage(image);
	return pixel;
}

/* Between two looks, so that the eye takes no processor from whom it watches, nor the screen. */
#define EYE_BLINK_US 50

/* Microseconds since `from` until the pixel has this colour, or any other; negative: not in 3 s. */
static inline double eye_wait(const struct eye *eye, int x, int y, unsigned long colour, int is,
			      double from)
{
	double now;

	do {
		now = meter_now_us();
		if ((eye_pixel(eye, x, y) == colour) == is)
			return meter_now_us() - from;
		usleep(EYE_BLINK_US);
	} while (now - from < 3e6);
	return -1;
}

static inline void eye_move(const struct eye *eye, int x, int y)
{
	eye->move(eye->display, -1, x, y, 0);
	XSync(eye->display, False);
}

/* Presses or lets go, and waits for the pixel at x, y to change. */
static inline double eye_button(const struct eye *eye, int down, int x, int y)
{
	unsigned long before = eye_pixel(eye, x, y);
	double from = meter_now_us();

	eye->button(eye->display, 1, down, 0);
	XFlush(eye->display);
	return eye_wait(eye, x, y, before, 0, from);
}

static inline void eye_rest(double ms)
{
	usleep((useconds_t)(ms * 1000));
}

#endif
