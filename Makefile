# ate: build, sample run, tests. GNU make, Debian 12.
#
#   make            build/ate
#   make run        installs what is missing, builds, does the main job on input/
#   make check      installs what is missing, builds, runs all tests
#   make SANITIZE=1 check    the same under ASan and UBSan, in build-san/
#   make fuzz       FUZZ_SECONDS=60 of random input for each target of tests/fuzz/
#   make faults     every call to the disk fails in turn, and thousands of allocations
#   make bench      figures, as ratios measured in one run
#   make bench-peers    the bench's letter beside typst, ReportLab, cairo and pango
#   make install    program, templates, example, manual page (DESTDIR, PREFIX)

# The one list of packages. The others are for the tests, `make bench`, `make fuzz`, `make bench-peers`.
PACKAGES := gcc make pkg-config gettext libhpdf-dev libxlsxwriter-dev libcsv-dev libinih-dev \
  libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libharfbuzz-dev libdeflate-dev \
  libqrencode-dev libutf8proc-dev libjansson-dev libssl-dev libcurl4-openssl-dev libqpdf-dev uthash-dev \
  libxml2-dev libhyphen-dev hyphen-fr hyphen-en-us libunibreak-dev \
  fonts-noto-core fonts-sil-gentiumplus
CHECK_PACKAGES := check libxml2-utils python3 python3-openpyxl python3-pil python3-jsonschema python3-aiosmtpd \
  python3-icalendar khal mpack openssl qpdf poppler-utils libreoffice-calc-nogui valgrind \
  chromium
NPM_PACKAGES := nodejs npm
BENCH_PACKAGES := python3-aiosmtpd openssl msmtp libglpk-dev
FUZZ_PACKAGES := clang libclang-rt-14-dev
PEER_PACKAGES := python3-reportlab libcairo2-dev libpango1.0-dev qpdf
PEER_TYPST := @myriaddreamin/typst-ts-node-compiler@0.7.0

PREFIX ?= /usr/local
CC ?= gcc
BUILD := build$(if $(SANITIZE),-san)$(if $(FUZZER),-fuzz)
LIBRARIES := xlsxwriter inih sqlite3 libqpdf harfbuzz harfbuzz-subset libqrencode libutf8proc jansson \
  libcrypto libcurl libunibreak libxml-2.0

comma := ,
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes
CFLAGS ?= -O2 -g
LIBRARY_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null))
ALL_CFLAGS := -std=c17 -D_GNU_SOURCE -Igen $(LIBRARY_CFLAGS) $(WARNINGS) $(CFLAGS) \
  $(if $(SANITIZE)$(FUZZER),-fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer) \
  $(if $(FUZZER),-fsanitize=fuzzer-no-link)
ALL_LDFLAGS = $(LDFLAGS) $(if $(SANITIZE)$(FUZZER),-fsanitize=address$(comma)undefined)
LDLIBS = $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lcsv -lhpdf -lcmark-gfm \
  -lcmark-gfm-extensions -ldeflate -lhyphen -lm

SOURCES := $(filter-out gen/main.c,$(sort $(wildcard gen/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
FUZZ_TARGETS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/*/test_*.c)))
CATALOGS := $(patsubst gen/po/%.po,$(BUILD)/locale/%/LC_MESSAGES/ate.mo,$(wildcard gen/po/*.po))

# `make V=1` shows the commands.
Q := $(if $(V),,@)
say = @$(if $(V),true,echo ' ')

.PHONY: all run check fuzz faults bench bench-peers install uninstall clean distclean dependencies check-dependencies messages
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/ate $(CATALOGS)

$(BUILD)/ate: $(BUILD)/gen/main.o $(BUILD)/libate.a
	$(say) LD $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libate.a: $(OBJECTS)
	$(say) AR $@
	$(Q)rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/%: tests/unit/%.c tests/unit/suite.h $(BUILD)/libate.a
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/unit -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libate.a $(LDLIBS) \
	  $(shell pkg-config --libs check 2>/dev/null)

$(BUILD)/tests/functional/%: tests/functional/%.c $(BUILD)/libate.a
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libate.a $(LDLIBS)

# With FUZZER=1 (make fuzz) over libFuzzer, else over a driver that tries the kept files once.
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(wildcard tests/fuzz/*.h) $(BUILD)/libate.a
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< \
	  $(if $(FUZZER),-fsanitize=fuzzer,tests/fuzz/replay.c) $(BUILD)/libate.a $(LDLIBS)

$(BUILD)/locale/%/LC_MESSAGES/ate.mo: gen/po/%.po
	@mkdir -p $(@D)
	$(say) MO $<
	$(Q)msgfmt --check -o $@ $<

# The page's skeleton, style and scripts are inside its object (.incbin).
$(BUILD)/gen/show/page_files.o: $(addprefix gen/show/page,.html .css _table.js _find.js)

-include $(OBJECTS:.o=.d) $(BUILD)/gen/main.d $(UNIT_TESTS:=.d)

# --- What a fresh machine lacks -------------------------------------------------
# Nothing is asked of the network when every package is there.
define install_missing
missing=; for package in $(1); do \
  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
    || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
  if [ -n "$$sudo" ] && ! command -v sudo >/dev/null; then \
    echo "Il manque des paquets, et ni root ni sudo ne sont disponibles. À installer :$$missing" >&2; exit 1; \
  fi; \
  echo "Installation de :$$missing"; \
  $$sudo apt-get update -q && \
  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing || \
    { echo "L'installation a échoué. Paquets nécessaires :$$missing" >&2; exit 1; }; \
fi
endef

# Where npm is there, it may come from elsewhere than Debian.
install_npm = command -v npm >/dev/null || { $(call install_missing,$(NPM_PACKAGES)); }

dependencies:
	@$(call install_missing,$(PACKAGES))

check-dependencies:
	@$(call install_missing,$(PACKAGES) $(CHECK_PACKAGES))
	@$(install_npm)

# --- The main job on the sample term ---------------------------------------------
run: dependencies
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@for command in produire declarer envoyer; do \
	  echo "== ate $$command"; \
	  ./$(BUILD)/ate $$command; code=$$?; \
	  [ $$code -le 1 ] || exit $$code; \
	done; \
	echo; echo "Ouvrez output/index.html ; les documents sont dans output/documents/, le lot dans output/declaration/, les messages dans output/courriels/ (lisez-y apercu.html)."

# --- Tests ------------------------------------------------------------------------
check: check-dependencies
	@$(MAKE) --no-print-directory -j$$(nproc) all unit-tests fuzz-targets $(FAULT) $(NPM) $(BUILD)/tests/functional/compose
	@FUZZ_TARGETS="$(FUZZ_TARGETS)" ATE=$(CURDIR)/$(BUILD)/ate BUILD=$(BUILD) SANITIZE=$(SANITIZE) tests/run $(UNIT_TESTS)

.PHONY: unit-tests fuzz-targets
unit-tests: $(UNIT_TESTS)
fuzz-targets: $(FUZZ_TARGETS)

# Preloaded into the program: see tests/faults/fault.c.
FAULT := $(BUILD)/tests/faults/fault.so
$(FAULT): tests/faults/fault.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -Wno-pedantic $(CFLAGS) -fPIC -shared -o $@ $< -ldl

# For test_index_page.py and test_mail_readers.py, which say why they skip what they cannot try: npm's
# registry may be out of reach.
NPM := $(BUILD)/npm/node_modules/.package-lock.json
$(NPM): tests/package.json tests/package-lock.json
	@mkdir -p $(BUILD)/npm
	$(say) NPM tests/package.json
	$(Q)cp $^ $(BUILD)/npm/
	$(Q)if npm ci --silent --no-audit --no-fund --ignore-scripts --fetch-retries=1 --fetch-timeout=20000 \
	  --prefix $(BUILD)/npm; then touch $@; else echo "npm ne répond pas : ni axe-core ni postal-mime" >&2; fi

faults: check-dependencies
	@$(MAKE) --no-print-directory -j$$(nproc) all $(FAULT)
	@for part in campaign kills places; do \
	  ATE=$(CURDIR)/$(BUILD)/ate FAULT=$(CURDIR)/$(FAULT) tests/faults/$$part.py --all || exit; done

# What it finds is left in tests/fuzz/crashes/, to be mended and kept.
FUZZ_SECONDS ?= 60
fuzz:
	@$(call install_missing,$(PACKAGES) $(FUZZ_PACKAGES))
	@$(MAKE) --no-print-directory -j$$(nproc) FUZZER=1 CC=clang fuzz-targets
	@SECONDS_EACH=$(FUZZ_SECONDS) tests/fuzz/run build-fuzz

BENCH_PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/*.c))
bench:
	@$(call install_missing,$(PACKAGES) $(BENCH_PACKAGES))
	@$(MAKE) --no-print-directory -j$$(nproc) all bench-programs
	@ATE=$(CURDIR)/$(BUILD)/ate BENCH=$(CURDIR)/$(BUILD)/tests/bench tests/bench/run

$(BUILD)/tests/bench/visits: LDLIBS += -lglpk
.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS)
$(BUILD)/tests/bench/%: tests/bench/%.c $(BUILD)/libate.a
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/libate.a $(LDLIBS)

# The rivals of tests/bench/peers/. Everything they need goes to build/peers.
PEERS := $(BUILD)/peers
bench-peers:
	@$(call install_missing,$(PACKAGES) $(BENCH_PACKAGES) $(PEER_PACKAGES))
	@$(install_npm)
	@$(MAKE) --no-print-directory -j$$(nproc) all bench-programs $(PEERS)/cairo $(PEERS)/letter.typ \
	  $(PEERS)/letter.pango $(PEERS)/node_modules
	@ATE_BENCH=$(CURDIR)/$(BUILD)/tests/bench tests/bench/race.py $(PEERS)

$(PEERS)/letter.%: tests/bench/peers/blocks.py tests/bench/letter/letter.md
	@mkdir -p $(@D)
	$(Q)/usr/bin/python3 -B $< $* $@

$(PEERS)/cairo: tests/bench/peers/cairo.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) \
	  $(subst -I,-isystem ,$(shell pkg-config --cflags pangocairo cairo-pdf jansson 2>/dev/null)) \
	  -o $@ $< $(shell pkg-config --libs pangocairo cairo-pdf jansson 2>/dev/null) -lm

$(PEERS)/node_modules:
	@mkdir -p $(@D)
	$(say) NPM $(PEER_TYPST)
	$(Q)npm install --silent --no-audit --no-fund --prefix $(PEERS) $(PEER_TYPST)

# --- Messages ---------------------------------------------------------------------
# Puts new French messages into the English catalogue, to be translated by hand. A text
# in N_() is never a format (« 20 % des heures » would pass for one); no date is kept.
messages:
	@mkdir -p $(BUILD)
	xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
	  --flag=N_:1:no-c-format --no-location --sort-output --package-name=ate -o - \
	  $(SOURCES) $(sort $(wildcard gen/rule/*.def)) gen/main.c \
	  | sed -e '/^#, no-c-format$$/d' -e '/^"POT-Creation-Date/d' >$(BUILD)/ate.pot
	msgmerge --no-fuzzy-matching --no-location --sort-output --update --backup=none gen/po/en.po $(BUILD)/ate.pot

# --- Installation -----------------------------------------------------------------
install: all
	install -D -m 755 $(BUILD)/ate $(DESTDIR)$(PREFIX)/bin/ate
	install -D -m 644 docs/ate.1 $(DESTDIR)$(PREFIX)/share/man/man1/ate.1
	mkdir -p $(DESTDIR)$(PREFIX)/share/ate
	cp -r templates docs/exemple $(DESTDIR)$(PREFIX)/share/ate/
	cp -r $(BUILD)/locale $(DESTDIR)$(PREFIX)/share/ate/

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ate $(DESTDIR)$(PREFIX)/share/man/man1/ate.1
	rm -rf $(DESTDIR)$(PREFIX)/share/ate

clean:
	rm -rf build build-san build-fuzz

distclean: clean
