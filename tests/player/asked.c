#include "tests/player/asked.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

static Window in_front(Display *display)
{
	Window window = None;
	Atom type;
	int format;
	unsigned long count, left;
	unsigned char *value = NULL;
	Atom active = XInternAtom(display, "_NET_ACTIVE_WINDOW", False);
	if (XGetWindowProperty(display, DefaultRootWindow(display), active, 0, 1, False, XA_WINDOW,
			       &type, &format, &count, &left, &value) == Success &&
	    type == XA_WINDOW && format == 32 && count == 1)
		window = *(const Window *)(const void *)value;
	if (value != NULL)
		XFree(value);
	return window;
}

bool asked_to_close(void)
{
	Display *display = XOpenDisplay(NULL);
	if (display == NULL)
		return false;
	XEvent event = {
		.xclient = {.type = ClientMessage,
			    .window = in_front(display),
			    .message_type = XInternAtom(display, "_NET_CLOSE_WINDOW", False),
			    .format = 32}};
	bool fine = event.xclient.window != None &&
		    XSendEvent(display, DefaultRootWindow(display), False,
			       SubstructureRedirectMask | SubstructureNotifyMask, &event) != 0;
	XCloseDisplay(display);
	return fine;
}
