/* surveys/form/scales: whatever loads beside a good form scores any answers within its bounds. */
#include "surveys/scoring/scoring.h"
#include "tests/fuzz/fuzz.h"

static const char form_text[] =
	"survey\n,type,name,label,scale,reverse\n"
	",select_one l,a,A?,self_esteem,\n,select_one l,b,B?,self_esteem,yes\n"
	",select_one l,c,C?,self_esteem other,\n,range,d,D?,other,\n"
	"choices\n,list_name,name,label\n,l,0,None\n,l,1,One\n,l,2,Two\n,l,3,Three\n"
	"settings\n,form_id,version\n,f,1\n";

static void scale_hold(const struct scale *scale)
{
	static const int32_t answers[][4] = {
		{0, 0, 0, 1},
		{3, 3, 3, 10},
		{3, 0, 3, 10},
		{SCORE_ITEM_MISSING, 1, 2, 5},
		{SCORE_ITEM_MISSING, SCORE_ITEM_MISSING, 2, SCORE_ITEM_MISSING},
		{99, -99, 1, 2},
	};
	for (size_t i = 0; i < countof(answers); i++) {
		struct score score = score_scale(scale, answers[i]);
		CHECK(score.missing || (score.value >= scale->least && score.value <= scale->most));
		CHECK(!score.outside || score.missing);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t digest[32];
	struct source source = {.name = "f.csv", .text = slice_of(form_text)};
	struct fuzz fuzz;
	fuzz_begin(&fuzz, "f.scales.csv", bytes, size);
	const struct form *form = form_load(&source, digest, &fuzz.arena, fuzz.problems);
	CHECK(form != NULL);
	const struct scales *scales = scales_load(&fuzz.source, form, &fuzz.arena, fuzz.problems);
	for (size_t i = 0; scales != NULL && i < scales->count; i++)
		scale_hold(&scales->list[i]);
	fuzz_end(&fuzz, scales != NULL);
	return 0;
}
