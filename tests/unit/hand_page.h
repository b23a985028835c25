/* A question's page straight from marks, for tests of what paints them: every kind of mark, states
 * of an answer, a drawing that stands in the water. */
#ifndef SAYSO_TESTS_HAND_PAGE_H
#define SAYSO_TESTS_HAND_PAGE_H

#include "kiosk/platform/paint.h"

static inline struct mark *hand_box(struct marks *marks, struct box box, enum role fill,
				    enum role line, float line_width, float radius)
{
	struct mark *mark = marks_add(marks, MARK_BOX, box);

	mark->fill = fill, mark->line = line;
	mark->line_width = line_width, mark->radius = radius;
	return mark;
}

static inline void hand_text(struct marks *marks, float x, float baseline, const char *text,
			     float em, bool bold, enum role role)
{
	struct mark *mark = marks_add(marks, MARK_TEXT, (struct box){x, baseline, 0, em});

	mark->em = em, mark->bold = bold, mark->fill = role;
	marks_set_text(marks, mark, slice_of(text));
}

static inline struct mark *hand_picture(struct marks *marks, struct box box, enum picture picture,
					enum role role)
{
	struct mark *mark = marks_add(marks, MARK_PICTURE, box);

	mark->picture = picture, mark->fill = role;
	return mark;
}

static inline void hand_answer(struct marks *marks, struct box box, const char *words, bool chosen)
{
	struct box marker = {box.x + 5, box.y + box.height / 2 - 4, 8, 8};
	struct box tick = {marker.x + 1.6f, marker.y + 1.6f, 4.8f, 4.8f};
	float em = look_em(marks->look, TYPE_ANSWER, 1, false);

	hand_box(marks, box, ROLE_CARD, chosen ? ROLE_ACCENT : ROLE_EDGE, chosen ? 1 : 0.5f,
		 look_radius(marks->look))
		->shadow = true;
	hand_box(marks, marker, chosen ? ROLE_ACCENT : ROLE_CARD, chosen ? ROLE_ACCENT : ROLE_EDGE,
		 0.5f, 4);
	if (chosen)
		hand_picture(marks, tick, PICTURE_ICON_TICK, ROLE_ON_ACCENT);
	hand_text(marks, box.x + 17, box.y + box.height / 2 + 0.36f * em, words, em, chosen,
		  ROLE_INK);
}

static inline void hand_ring(struct marks *marks, struct box box)
{
	struct box outer = {box.x - 2, box.y - 2, box.width + 4, box.height + 4};
	struct mark *ring = marks_add(marks, MARK_RING, outer);

	ring->line = ROLE_INK, ring->fill = ROLE_WHITE;
	ring->line_width = 1;
	ring->radius = look_radius(marks->look) + 2;
}

struct hand_page {
	enum look look;
	enum scene scene;
	struct page page;
	int chosen, focus; /* answer; -1: none */
	const char *question[3];
};

static inline void hand_page_make(struct marks *marks, const struct hand_page *hand)
{
	static const char *const answers[] = {"Not at all", "Not much", "Some of the time",
					      "Most of the time", "All of the time"};
	float em = look_em(hand->look, TYPE_QUESTION, 1, false), width = hand->page.width;
	float small = look_em(hand->look, TYPE_SMALL, 1, false);
	float wide = width * 0.475f < 122 ? width * 0.475f : 122, foot = hand->page.height - 21;

	marks_begin(marks, hand->look, hand->scene, &hand->page);
	hand_text(marks, 9, 15, "Question 3 of 12", small, false, ROLE_SOFT_INK);
	hand_box(marks, (struct box){width - 37, 6, 28, 13}, ROLE_PLATE, ROLE_NONE, 0, 4);
	hand_picture(marks, (struct box){width - 34, 9.3f, 6.4f, 6.4f}, PICTURE_ICON_STOP,
		     ROLE_INK);
	hand_text(marks, width - 26, 15, "Stop", small, false, ROLE_INK);
	for (size_t i = 0; i < countof(hand->question) && hand->question[i]; i++)
		hand_text(marks, 9, 36 + (float)i * em * EM_LEADING_QUESTION, hand->question[i], em,
			  true, ROLE_INK);
	for (int i = 0; i < (int)countof(answers); i++)
		hand_answer(marks,
			    (struct box){width - 9 - wide, 25.2f + (float)i * 19.1f, wide, 15},
			    answers[i], i == hand->chosen);
	hand_picture(marks, (struct box){24.8f, hand->page.height - 58, 30.6f, 30.6f},
		     PICTURE_DRAWING, ROLE_NONE)
		->line = ROLE_SEA_1;
	hand_box(marks, (struct box){width - 53, foot, 44, 15}, ROLE_ACCENT, ROLE_NONE, 0,
		 look_radius(hand->look))
		->shadow = true;
	hand_text(marks, width - 45, foot + 10.5f, "Next",
		  look_em(hand->look, TYPE_ANSWER, 1, false), true, ROLE_ON_ACCENT);
	hand_picture(marks, (struct box){width - 24, foot + 4.3f, 6.5f, 6.5f}, PICTURE_ICON_NEXT,
		     ROLE_ON_ACCENT);
	if (hand->focus >= 0)
		hand_ring(marks, (struct box){width - 9 - wide, 25.2f + (float)hand->focus * 19.1f,
					      wide, 15});
}

#endif
