# Sayso. `make run` and `make test` do everything; `make help` lists the rest.
# Each room lists its files in the order in which they may know each other, and the rooms that it may
# know; `make layers` checks every include against these lists.

ROOMS := surveys/base surveys/form surveys/study surveys/sitting surveys/scoring \
	export/formats export/sayso/command export/sayso/identity export/sayso/dataset export/sayso/output \
	export/sayso/commands export/sayso \
	kiosk/page kiosk/screens kiosk/screens/pupil kiosk/screens/teacher kiosk/vault kiosk/flow kiosk/platform kiosk

surveys/base_FILES := base bounds text arena buffer problem csv json_write
surveys/base_KNOWS :=
surveys/form_FILES := sheet expr expr_code expr_lex expr_functions expr_parse expr_eval form scales form_types \
	form_columns form_settings form_condition form_choices form_check form_load words
surveys/form_KNOWS := surveys/base
surveys/study_FILES := respondent_code study study_tables study_pages study_codes plan study_load
surveys/study_KNOWS := surveys/base surveys/form
surveys/sitting_FILES := sitting sitting_memory sitting_flow record_write resume
surveys/sitting_KNOWS := surveys/base surveys/form surveys/study
surveys/scoring_FILES := scoring
surveys/scoring_KNOWS := surveys/base surveys/form surveys/study

export/formats_FILES := secret digest folder file share study_folder wall_clock db db_handle db_open db_statement age bech32 age_seal minisign \
	tar envelope_label envelope setup_number pack batch
export/formats_KNOWS := surveys/base surveys/form surveys/study surveys/sitting
export/sayso/command_FILES := command options progress
export/sayso/command_KNOWS := surveys/base
export/sayso/identity_FILES := identity_text age_passphrase age_open signing_key reserve_page keys_folder identity keys_make \
	keys_open schools_book
export/sayso/identity_KNOWS := surveys/base export/formats
export/sayso/dataset_FILES := dataset_schema dataset dataset_read json_read record_read record_check manifest_read \
	record_store dataset_store collect_packs collect_record collect response_read status_read
export/sayso/dataset_KNOWS := surveys/base surveys/form surveys/study surveys/sitting surveys/scoring export/formats \
	export/sayso/command export/sayso/identity
export/sayso/output_FILES := cell table_parts table_scores table_codebook table score_summary out_csv html letter cards reach
export/sayso/output_KNOWS := surveys/base surveys/form surveys/study surveys/scoring export/sayso/dataset
export/sayso/commands_FILES := commands terminal placeholders code_draw drawings codes_file page_fit keygen study_new study_check study_pack codes collect export status
export/sayso/commands_KNOWS := surveys/base surveys/form surveys/study surveys/sitting surveys/scoring export/formats \
	export/sayso/command export/sayso/identity export/sayso/dataset export/sayso/output
export/sayso_FILES := main
export/sayso_KNOWS := surveys/base export/sayso/command export/sayso/commands export/formats

kiosk/page_FILES := look marks marks_fit input typeset word_list action ui ui_parts ui_keys ui_pass ui_text ui_button ui_answer keypad furniture layout layout_parts \
	layout_kinds layout_question view screen
kiosk/page_KNOWS := surveys/base surveys/form surveys/study surveys/sitting
kiosk/screens_FILES := screens
kiosk/screens_KNOWS := kiosk/page kiosk/screens/pupil kiosk/screens/teacher
kiosk/screens/pupil_FILES := pupil_screens parts asking start code drawing first asks ask_choice ask_range \
	ask_number question ends help after
kiosk/screens/pupil_KNOWS := kiosk/page surveys/base surveys/form surveys/study surveys/sitting
kiosk/screens/teacher_FILES := teacher_screens desk desk_card setup_study setup_number setup_machine pin sessions open_session \
	board end_session stick leave
kiosk/screens/teacher_KNOWS := kiosk/page surveys/base surveys/study
kiosk/vault_FILES := filler slots vault vault_rows vault_rows_change vault_machine vault_parts vault_keys vault_aside vault_open vault_setup \
	vault_session vault_sitting vault_batch
kiosk/vault_KNOWS := surveys/base export/formats
kiosk/flow_FILES := fit fit_parts fit_pages fit_study days packs machine board stick stick_batch pupil pupil_parts pupil_page pupil_sitting \
	pupil_questions pupil_card pupil_apply pupil_time pupil_view teacher teacher_parts teacher_field teacher_page teacher_setup teacher_pin \
	teacher_opening teacher_session teacher_apply teacher_time teacher_view app app_parts \
	app_page app_step
kiosk/flow_KNOWS := surveys/base surveys/form surveys/study surveys/sitting export/formats kiosk/page kiosk/screens \
	kiosk/vault
kiosk/platform_FILES := pixels typeface font picture shape scenery rows ground boxes damage brush paint mounts edid events watch hold surface window
kiosk/platform_KNOWS := surveys/base kiosk/page
kiosk_FILES := options loop check main
kiosk_KNOWS := surveys/base export/formats kiosk/page kiosk/flow kiosk/platform

BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= gcc
CFLAGS ?= -O2 -g
WARNINGS := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wformat=2
HARDENING := -fstack-protector-strong -fPIE $(if $(findstring -fsanitize,$(CFLAGS)),,-D_FORTIFY_SOURCE=2)
# SDL's headers are found without pkg-config, so that a makefile needs nothing that is not installed yet.
ALL_CFLAGS = -D_GNU_SOURCE -I. -I/usr/include/SDL2 $(WARNINGS) $(HARDENING) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,--as-needed $(LDFLAGS)

sources = $(wildcard $(foreach name,$($(1)_FILES),$(1)/$(name).c))
objects = $(patsubst %.c,$(BUILD)/%.o,$(foreach room,$(1),$(call sources,$(room))))

SURVEYS := surveys/base surveys/form surveys/study surveys/sitting
FORMATS := export/formats
SAYSO := export/sayso/command export/sayso/identity export/sayso/dataset export/sayso/output export/sayso/commands
KIOSK := kiosk/page kiosk/screens kiosk/screens/pupil kiosk/screens/teacher kiosk/vault kiosk/flow
PLATFORM := kiosk/platform

SAYSO_LIBS := -lsqlite3 -lsodium -ljansson -lbsd -lm
KIOSK_LIBS := -lsqlite3 -lsodium -lSDL2 -lSDL2_ttf -lSDL2_image -lm

.PHONY: all run test test-more bench san layers warnings fuzz memory sabotage bare install clean help packages packages-more \
	unit helpers fuzzers print-rooms
.SECONDARY:
all: $(BUILD)/sayso $(BUILD)/sayso-kiosk

help:
	@echo 'make run            install what is missing, build, and show the whole way: the kiosk, or a class'
	@echo 'make test           install what is missing, build, run every test; TESTS=vault,plays'
	@echo 'make all            the two programs: build/sayso and build/sayso-kiosk'
	@echo 'make test-more      what takes longer or needs more: the six below'
	@echo 'make san            the same tests under ASan and UBSan'
	@echo 'make warnings       ask clang for its warnings as well'
	@echo 'make memory         the unit tests under valgrind'
	@echo 'make fuzz           SECONDS=20 of made-up bytes for each reader of foreign bytes; FUZZ=csv,tar'
	@echo 'make sabotage       plant one fault after another: each must turn a test red; SABOTAGE=word'
	@echo 'make bare           the two commands on a bare Debian 12, as root; TARGETS="test run"'
	@echo 'make bench          measure, each figure beside its limit'
	@echo 'make layers         check who includes whom'
	@echo 'make install        into PREFIX (/usr/local) below DESTDIR'
	@echo 'make clean          remove build/, with what make run left there'

packages:
	@tests/packages.sh $(BUILD)

$(BUILD)/lib%.a:
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^
$(BUILD)/libsurveys.a: $(call objects,$(SURVEYS))
$(BUILD)/libscoring.a: $(call objects,surveys/scoring)
$(BUILD)/libformats.a: $(call objects,$(FORMATS))
$(BUILD)/libsayso.a: $(call objects,$(SAYSO))
$(BUILD)/libkiosk.a: $(call objects,$(KIOSK))
$(BUILD)/libplatform.a: $(call objects,$(PLATFORM))

# Dependencies first to last: a program sees only what it may know. The kiosk's line has no scoring.
$(BUILD)/sayso: $(call objects,export/sayso) $(addprefix $(BUILD)/,libsayso.a libscoring.a libformats.a libsurveys.a)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(SAYSO_LIBS)
$(BUILD)/sayso-kiosk: $(call objects,kiosk) $(addprefix $(BUILD)/,libplatform.a libkiosk.a libformats.a libsurveys.a)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(KIOSK_LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC $<'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Each tests/unit/test_NAME.c is one program over the libraries.
UNITS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
TEST_LIBS := $(addprefix $(BUILD)/,libplatform.a libkiosk.a libsayso.a libscoring.a libformats.a libsurveys.a)
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(TEST_LIBS)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -Wl,--start-group $(TEST_LIBS) -Wl,--end-group \
		$(SAYSO_LIBS) $(KIOSK_LIBS) -lcmocka -lz
# Each tests/crash/NAME.c is one program that the scripts there run.
HELPERS := $(patsubst tests/crash/%.c,%,$(wildcard tests/crash/*.c))
$(BUILD)/tests/crash/%: $(BUILD)/tests/crash/%.o $(TEST_LIBS)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -Wl,--start-group $(TEST_LIBS) -Wl,--end-group \
		$(SAYSO_LIBS) $(KIOSK_LIBS)
# Each tests/bench/NAME.c measures one thing of ours beside what it can be held against.
BENCHES := $(patsubst tests/bench/%.c,%,$(wildcard tests/bench/*.c))
$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(TEST_LIBS)
	@echo '  LINK $@'
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -Wl,--start-group $(TEST_LIBS) -Wl,--end-group \
		$(SAYSO_LIBS) $(KIOSK_LIBS)
# Those that need a screen, run by tests/bench/bench_window.sh.
WINDOW_BENCHES := $(patsubst tests/bench/window/%.c,window/%,$(wildcard tests/bench/window/*.c))
$(BUILD)/bench/window/kiosk_at: $(filter-out %/play.o,$(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/player/*.c))) \
		$(BUILD)/kiosk/loop.o
$(BUILD)/bench/window/%: $(BUILD)/tests/bench/window/%.o $(TEST_LIBS)
	@echo '  LINK $@'
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(TEST_LIBS) -Wl,--end-group \
		$(SAYSO_LIBS) $(KIOSK_LIBS) -lX11
# Acts the plays of tests/play: what the kiosk is made of, but main.
$(BUILD)/play: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/player/*.c)) $(BUILD)/kiosk/loop.o \
		$(addprefix $(BUILD)/,libplatform.a libkiosk.a libformats.a libsurveys.a)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(KIOSK_LIBS) -lX11
helpers: $(addprefix $(BUILD)/tests/crash/,$(HELPERS)) $(BUILD)/play $(BUILD)/tests/picture_diff
unit: $(addprefix $(BUILD)/tests/,$(UNITS)) helpers

layers:
	@tests/layers.sh

# The other compiler's opinion, with the same warnings; a stamp a file saves asking again. Fortified
# headers would make functions inline that a test replaces.
OPINIONS := $(patsubst %.c,$(BUILD)/clang/%.ok,$(foreach room,$(ROOMS),$(call sources,$(room))) $(wildcard tests/*/*.c tests/*/*/*.c))
warnings: $(OPINIONS)
$(BUILD)/clang/%.ok: %.c
	@mkdir -p $(@D)
	@clang $(ALL_CFLAGS) -U_FORTIFY_SOURCE -Werror -fsyntax-only -MMD -MP -MT $@ -MF $(@:.ok=.d) $<
	@touch $@

print-rooms:
	@$(foreach room,$(ROOMS),echo '$(room): $($(room)_FILES): $($(room)_KNOWS)';)

run: packages
	@$(MAKE) --no-print-directory all $(BUILD)/play
	@BUILD=$(BUILD) tests/demo/run.sh

# TESTS=name,name runs only those.
test: packages
	@$(MAKE) --no-print-directory all unit
	@BUILD=$(BUILD) tests/run.sh $(TESTS)

san: packages
	@$(MAKE) --no-print-directory BUILD=build/san CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all' \
		LDFLAGS='-fsanitize=address,undefined' all unit
	@BUILD=build/san tests/run.sh $(TESTS)

# Made for clang's libFuzzer; each tests/fuzz/NAME_fuzz.c is one reader.
SECONDS ?= 20
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*_fuzz.c))
$(BUILD)/fuzzers/%: $(BUILD)/tests/fuzz/%.o $(TEST_LIBS)
	@echo '  LINK $@'
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--start-group $(TEST_LIBS) -Wl,--end-group \
		$(SAYSO_LIBS) $(KIOSK_LIBS)
fuzzers: $(addprefix $(BUILD)/fuzzers/,$(FUZZERS))
fuzz: packages-more
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
		LDFLAGS='-fsanitize=address,undefined' fuzzers
	@BUILD=build/fuzz SECONDS=$(SECONDS) tests/fuzz/run.sh $(FUZZ)

memory: packages-more
	@$(MAKE) --no-print-directory unit
	@BUILD=$(BUILD) tests/memory.sh $(TESTS)

bench: packages
	@$(MAKE) --no-print-directory all helpers $(addprefix $(BUILD)/bench/,$(BENCHES) $(WINDOW_BENCHES))
	@BUILD=$(BUILD) tests/bench/run.sh $(BENCH)

sabotage: packages
	@tests/sabotage/run.sh "$(SABOTAGE)"

# Needs root: a Debian 12 with git, make and gcc only, and this tree as it was committed.
bare: packages-more
	@BUILD=$(BUILD) tests/bare/bare.sh $(TARGETS)

packages-more: packages
	@tests/packages.sh $(BUILD) 'clang libclang-rt-dev llvm valgrind mmdebstrap'

# One after another: each builds the tree in its own way.
test-more: packages-more
	@for part in warnings san memory fuzz sabotage bare; do \
		echo "== $$part"; $(MAKE) --no-print-directory $$part || exit 1; done

# Found at run time from the program's own place (export/formats/share.h), so PREFIX is written into nothing.
INSTALLED = $(DESTDIR)$(PREFIX)
install: all
	@install -d $(INSTALLED)/bin
	@install -m 755 $(BUILD)/sayso $(BUILD)/sayso-kiosk $(INSTALLED)/bin
	@for part in assets surveys/library; do \
		find $$part -type f | while read -r file; do \
			install -D -m 644 "$$file" "$(INSTALLED)/share/sayso/$${file#surveys/}" || exit 1; done || exit 1; done
	@for file in README.md LICENSE assets/NOTICE.md docs/*.md docs/*.png; do \
		install -D -m 644 "$$file" "$(INSTALLED)/share/doc/sayso/$$file" || exit 1; done
	@echo 'Installed below $(INSTALLED): bin/sayso, bin/sayso-kiosk, share/sayso, share/doc/sayso'

clean:
	rm -rf build

# Only where objects are made: the other builds below $(BUILD) have theirs.
-include $(shell find $(addprefix $(BUILD)/,surveys export kiosk tests clang) -name '*.d' -type f 2>/dev/null)
