# make [all test test-browser san cov fuzz demo bench docs format check-format
#       rooms install clean]
#   V=debug|release|san|tsan|cov   BUILD=build   SETUP=no   JOBS=2   N=3500
#   T='core/test_csv whole/': only the tests with one of these in their path
#   SHOW=yes: commands
#   RUNS=200000: of `make fuzz`, each reader   R=csv: only that reader
# CC, CFLAGS, CPPFLAGS and LDFLAGS stay the user's.  BUILD is where objects go.
V ?= release
BUILD ?= build
PREFIX ?= /usr/local
SETUP ?= yes
JOBS ?= 2
export JOBS
ifeq ($(MAKELEVEL),0)
MAKEFLAGS := $(MAKEFLAGS) -j$(JOBS)
endif
VERSION := $(shell cat VERSION)
B := $(BUILD)/$(V)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion \
  -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Wstrict-prototypes \
  -Wmissing-prototypes -Wwrite-strings -Wcast-qual -Wpointer-arith -Wundef \
  -Wvla
debug   := -O0 -g3
release := -O3 -g -DNDEBUG -D_FORTIFY_SOURCE=2 -fstack-protector-strong
san     := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all
tsan    := -O1 -g3 -fsanitize=thread
cov     := -O0 -g3 --coverage
fuzz    := -O1 -g -fsanitize=address,undefined,fuzzer-no-link \
  -fno-sanitize-recover=all
OURS := -std=c11 -ffp-contract=off -pthread -I. -D_POSIX_C_SOURCE=200809L \
  -DCANVASS_VERSION='"$(VERSION)"' -MMD -MP $(WARN) $($(V))
LINK := -pthread -Wl,--as-needed $(filter -fsanitize=% --coverage,$($(V)))
LIBS := -lgsl -lgslcblas -lsqlite3 -lcsv -lyaml -lutf8proc -lcrypto -ljansson \
  -lxlsxwriter -lzip -lexpat -lreadstat -lm

say := $(if $(SHOW),@true,@printf '%-4s %s\n')
Q := $(if $(SHOW),,@)

sources = $(sort $(wildcard $(1)))
objects = $(patsubst %.c,$(B)/%.o,$(call sources,$(1)))

# A room is an archive; a room links with those below it, in this order.
report_SRC   := report/*.c report/*/*.c
analyse_SRC  := analyse/*.c analyse/*/*.c
ingest_SRC   := ingest/*.c ingest/*/*.c
core_SRC     := core/*/*.c
CORE := $(B)/core.a
LIBRARIES := $(B)/report.a $(B)/analyse.a $(B)/ingest.a $(CORE)

PROGRAMS := $(if $(wildcard cli/*.c),$(B)/canvass) \
  $(if $(wildcard fixtures/main.c),$(B)/generate)
all: $(PROGRAMS)

# Set-up is a makefile to be included: where it is older than the list of
# packages, make runs the script first and then starts itself again.
NO_SETUP := clean format check-format rooms setup
ifeq ($(SETUP),yes)
ifneq ($(filter-out $(NO_SETUP),$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/setup.mk
endif
endif
$(BUILD)/setup.mk: packages.txt scripts/setup.sh
	@scripts/setup.sh
	@mkdir -p $(@D)
	@echo '# What packages.txt names is installed.' >$@
setup:
	scripts/setup.sh

$(B)/report.a: $(call objects,$(report_SRC))
$(B)/analyse.a: $(call objects,$(analyse_SRC))
$(B)/ingest.a: $(call objects,$(ingest_SRC))
$(CORE): $(call objects,$(core_SRC))
$(B)/fixtures.a: $(filter-out $(B)/fixtures/main.o,$(call objects,fixtures/*.c))
$(B)/support.a: $(call objects,tests/support/*.c)
$(B)/%.a:
	@mkdir -p $(@D)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(B)/canvass: $(call objects,cli/*.c) $(LIBRARIES)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/measure: $(B)/bench/measure.o
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^
$(B)/tokens: $(B)/bench/tokens.o
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ -lcsv
$(B)/inserts: $(B)/bench/inserts.o
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ -lsqlite3
$(B)/rankings: $(B)/bench/rankings.o $(B)/analyse.a $(CORE)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/count: $(B)/bench/count.o $(B)/analyse.a $(CORE)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/wide: $(B)/bench/wide.o $(CORE)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/generate: $(B)/fixtures/main.o $(B)/fixtures.a $(CORE)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/%.o: %.c Makefile VERSION
	@mkdir -p $(@D)
	$(say) cc $<
	$(Q)$(CC) $(OURS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# tests/ROOM/test_NAME.c links with the archives that its room may see.
tests_of = $(patsubst %.c,$(B)/%,\
  $(call sources,tests/$(1)/test_*.c tests/$(1)/*/test_*.c))
TESTS_CORE     := $(call tests_of,core)
TESTS_INGEST   := $(call tests_of,ingest)
TESTS_ANALYSE  := $(call tests_of,analyse)
TESTS_REPORT   := $(call tests_of,report)
TESTS_FIXTURES := $(call tests_of,fixtures)
TESTS_WHOLE    := $(call tests_of,whole)
TESTS_FUZZ     := $(call tests_of,fuzz)
TESTS_SCRIPTS  := $(sort $(wildcard tests/house/test_*.sh))
TESTS := $(TESTS_CORE) $(TESTS_INGEST) $(TESTS_ANALYSE) $(TESTS_REPORT) \
  $(TESTS_FIXTURES) $(TESTS_WHOLE) $(TESTS_FUZZ)
$(TESTS_CORE): $(CORE)
$(TESTS_INGEST): $(B)/ingest.a $(CORE)
$(TESTS_ANALYSE): $(B)/analyse.a $(CORE)
$(TESTS_REPORT): $(B)/report.a $(CORE)
$(TESTS_FIXTURES): $(B)/fixtures.a $(CORE)
$(TESTS_WHOLE): $(LIBRARIES)
$(TESTS_FUZZ): $(call objects,tests/fuzz/read*.c) $(LIBRARIES)
$(TESTS_INGEST) $(TESTS_WHOLE): | $(PROGRAMS)
# In test_fault_NAME memory runs out on purpose (tests/support/alloc.h).
$(foreach t,$(TESTS),$(if $(findstring /test_fault_,$(t)),$(t))): \
  private LINK += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
$(TESTS): %: %.o $(B)/support.a
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/support.a \
	  $(filter-out %/support.a,$(filter %.a,$^)) $(LIBS) -lcmocka

chosen = $(if $(T),$(foreach t,$(1),\
  $(if $(strip $(foreach f,$(T),$(findstring $(f),$(t:$(B)/%=%)))),$(t))),$(1))
# The longest first, so that no core waits for one of them at the end.
LONGEST := whole/test_sides whole/test_covered whole/test_properties \
  ingest/test_platforms whole/test_layouts whole/test_hostile_files \
  whole/test_plan house/test_readme.sh whole/test_faults whole/test_truth \
  core/test_store_faults analyse/test_sources analyse/test_fault_analyse \
  whole/test_methods whole/test_oracles
long = $(filter $(addprefix %tests/,$(LONGEST)),$(1))
in_order = $(call long,$(1)) $(filter-out $(call long,$(1)),$(1))
test: $(if $(call chosen,$(TESTS_SCRIPTS)),$(PROGRAMS)) $(call chosen,$(TESTS))
	@tests/run $(B) $(call in_order,$(call chosen,$(TESTS_SCRIPTS) $(TESTS)))
san:
	$(MAKE) V=san test
# libFuzzer is clang's.
fuzz:
	$(MAKE) V=fuzz CC=clang fuzz-run
fuzz-run: $(B)/fuzz $(B)/generate
	@tests/fuzz/run $(B) $(R)
$(B)/fuzz: $(call objects,tests/fuzz/fuzz.c tests/fuzz/read*.c) $(LIBRARIES)
	$(say) link $@
	$(Q)$(CC) $(LINK) -fsanitize=fuzzer -Wl,--wrap=setrlimit $(LDFLAGS) -o $@ $^ $(LIBS)
# What it installs for itself goes into BUILD/browser.
test-browser: $(PROGRAMS)
	@SETUP=$(SETUP) tests/browser/run $(BUILD) $(B)
# Old counts would be added to the new ones.
cov:
	@find $(BUILD)/cov -name '*.gcda' -delete 2>/dev/null || true
	@status=0; $(MAKE) V=cov test || status=$$?; \
	  scripts/coverage.sh $(BUILD)/cov; exit $$status
demo: $(PROGRAMS)
	@scripts/demo.sh $(B) $(N)
bench: $(PROGRAMS) \
  $(addprefix $(B)/,measure tokens inserts rankings gallery count wide)
	@SETUP=$(SETUP) bench/run $(B) $(N)
# One chart of each kind, for docs/charts.md.
$(B)/gallery: $(B)/tests/report/gallery.o $(B)/report.a $(CORE)
	$(say) link $@
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
docs: $(B)/gallery
	@mkdir -p docs/charts
	$(B)/gallery docs/charts
rooms:
	scripts/rooms.sh
format:
	clang-format -i $$(git ls-files '*.c' '*.h')
check-format:
	clang-format --dry-run -Werror $$(git ls-files '*.c' '*.h')

SHARE := $(DESTDIR)$(PREFIX)/share
install: $(B)/canvass
	install -D $(B)/canvass $(DESTDIR)$(PREFIX)/bin/canvass
	install -D -m 644 man/canvass.1 $(SHARE)/man/man1/canvass.1
	install -D -m 644 man/canvass.bash \
	  $(SHARE)/bash-completion/completions/canvass

.PHONY: all setup test test-browser san cov fuzz fuzz-run demo bench docs \
  rooms format check-format install clean
.SECONDARY:
clean:
	rm -rf $(BUILD) demo

-include $(shell find $(B) -name '*.d' 2>/dev/null)
