# Makefile - builds, runs and checks rehearse.
#
#   make run       installs what is missing, builds, starts the program
#   make check     installs what is missing, runs every test
#   make           builds build/release/rehearse
#   make install   PREFIX=/usr/local DESTDIR=
#   make accept    takes today's golden conversations for right
#   make fuzz      runs every fuzzer for SECONDS=60
#   make lint bench eval check-long clean
#
# MODE is release, asan (address and undefined-behaviour sanitisers), fuzz (the
# same and libFuzzer, which clang has) or fault (every call to the outside can
# be made to fail). DEV=1 makes warnings errors.
# Everything but the two main.c is one library; objects are found, not listed;
# each outside library's flags go to the one file that includes it. What speaks
# with the network is a program of its own, rehearse-courier: of the library's
# objects only it pulls in those that need libcurl, libcrypto and jansson.

MODE ?= release
O ?= build
B := $(O)/$(MODE)
PREFIX ?= /usr/local
DATADIR ?= $(CURDIR)
LIBEXECDIR ?= $(PREFIX)/libexec/rehearse
PKG_CONFIG ?= pkg-config

CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wwrite-strings \
	-Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual \
	-Wformat=2 -Wswitch-enum -Wconversion
ifdef DEV
WARN += -Werror
endif
comma := ,
HARDEN_release := -D_FORTIFY_SOURCE=2 -fstack-protector-strong
MODE_release := $(HARDEN_release)
MODE_asan := -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
MODE_fuzz := $(subst =address,=fuzzer-no-link$(comma)address,$(MODE_asan))
MODE_fault := -DFAULTS
OUR_CFLAGS := -std=c17 -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L -fPIE \
	$(WARN) -Isrc $(MODE_$(MODE))
OUR_LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(MODE_$(MODE))

# One library, one file: name of the object = its pkg-config package.
PKG_src/term/line.o := readline
PKG_src/store/db.o := sqlite3
PKG_src/bank/reader.o := yaml-0.1
PKG_src/courier/http.o := libcurl
PKG_src/courier/sign.o := libcrypto
PKG_src/wire/reply.o := jansson
PACKAGES := readline sqlite3 yaml-0.1
COURIER_PACKAGES := libcurl libcrypto jansson
LIBS = $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lunistring -lstemmer -lm
# jansson has functions of our names, so ours stay inside the program.
COURIER_LIBS = $(LIBS) -Wl,--exclude-libs,librehearse.a \
	$(shell $(PKG_CONFIG) --libs $(COURIER_PACKAGES))

SOURCES := $(filter-out src/main.c src/courier/main.c src/lang/compile/%,\
	$(wildcard src/*/*.c src/*/*/*.c))
OBJECTS := $(SOURCES:%.c=$(B)/%.o) \
	$(addprefix $(B)/gen/,lexicon.o words.o related.o)
LIBRARY := $(B)/librehearse.a
PROGRAM := $(B)/rehearse
COURIER := $(B)/rehearse-courier
UNITS := $(patsubst tests/unit/%_test.c,$(B)/unit/%_test,\
	$(wildcard tests/unit/*_test.c))
TOOLS := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c)) \
	$(patsubst tests/pty/%.c,$(B)/pty/%,$(wildcard tests/pty/*.c)) \
	$(patsubst tests/fault/%.c,$(B)/fault/%,$(wildcard tests/fault/*.c)) \
	$(B)/wire/server $(B)/wire/echo
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,\
	$(wildcard tests/fuzz/fuzz_*.c))

all: $(PROGRAM) $(COURIER)

run: setup
	@$(MAKE) --no-print-directory -s all
	@exec $(PROGRAM)

setup:
	@sh data/packages/setup build

check:
	@sh data/packages/setup build check
	@bash tests/run

check-long:
	@sh data/packages/setup build check long
	@sh data/packages/setup wire || true
	@WIRE=install bash tests/run --long

tests: $(PROGRAM) $(COURIER) $(UNITS) $(TOOLS) $(FUZZERS) $(B)/eval/eval

SECONDS ?= 60
fuzz:
	@sh data/packages/setup build check long
	@$(MAKE) --no-print-directory -s fuzzers MODE=fuzz CC=clang O=build/clang
	@BUILD=build/clang/fuzz tests/fuzz/run --seconds $(SECONDS)

fuzzers: $(FUZZERS)

accept: all
	@tests/golden/run --accept

lint:
	@tests/lint

bench: all tests
	@tests/bench/run

eval: all $(B)/eval/eval
	@BUILD=$(B) tests/eval/run --tables

# --- objects -----------------------------------------------------------

# A changed command rebuilds: the stamp holds it and is touched when it differs.
STAMP := $(B)/command
COMMAND := $(CC) $(CPPFLAGS) $(OUR_CFLAGS) $(CFLAGS) $(LDFLAGS)
$(STAMP): always
	@mkdir -p $(B)
	@echo '$(COMMAND)' | cmp -s - $@ || echo '$(COMMAND)' > $@

# Folders are named in one object only, so new ones rebuild one file.
WHERE := $(B)/datadir
PLACES := $(DATADIR) $(LIBEXECDIR)
$(WHERE): always
	@mkdir -p $(B)
	@echo '$(PLACES)' | cmp -s - $@ || echo '$(PLACES)' > $@
$(B)/src/app/where.o: $(WHERE)
$(B)/src/app/where.o: OUR_CFLAGS += -DDATADIR='"$(DATADIR)"' \
	-DLIBEXECDIR='"$(LIBEXECDIR)"'

compile = $(CC) $(CPPFLAGS) $(OUR_CFLAGS) $(CFLAGS) -MMD -MP \
	$(if $(PKG_$(1)),$(shell $(PKG_CONFIG) --cflags $(PKG_$(1)))) -c

$(B)/src/%.o: src/%.c $(STAMP) Makefile
	@mkdir -p $(@D)
	$(call compile,src/$*.o) -o $@ $<

$(B)/gen/lexicon.c: src/lang/lexicon.awk $(sort $(wildcard data/lexicon/*)) \
		Makefile
	@mkdir -p $(@D)
	LC_ALL=C awk -f src/lang/lexicon.awk data/lexicon/spelling \
		data/lexicon/stems data/lexicon/groups > $@.new
	@mv $@.new $@

# The compiler of the word lists is built and run on the way: it stems words
# with the code that the program stems with.
COMPILER := $(addprefix $(B)/,src/lang/compile/words.o src/lang/stem.o \
	src/lang/lexicon.o src/lang/class.o gen/lexicon.o) \
	$(patsubst %.c,$(B)/%.o,$(wildcard src/base/*.c))
WORD_LISTS := $(addprefix data/lexicon/,words technical function-words \
	commonness)

$(B)/gen/compile: $(COMPILER)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lunistring \
		-lstemmer -lm

$(B)/gen/words.c: $(B)/gen/compile $(WORD_LISTS)
	$(B)/gen/compile $(WORD_LISTS) > $@.new
	@mv $@.new $@

# Related words hold for stems, so a program makes their tables: it links what
# stems an answer's words, without the tables that it makes.
RELATE := $(B)/gen/relate
RELATED := $(addprefix data/lexicon/,related related-technical antonyms \
	antonyms-technical)
$(RELATE): $(addprefix $(B)/,src/lang/compile/related.o gen/lexicon.o gen/words.o) \
		$(filter-out %/related.o,\
		$(filter $(B)/src/lang/%.o $(B)/src/base/%.o,$(OBJECTS)))
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
		-lunistring -lstemmer -lm

$(B)/gen/related.c: $(RELATE) $(RELATED)
	$(RELATE) $@ $(RELATED)

$(B)/gen/%.o: $(B)/gen/%.c $(STAMP)
	$(call compile,gen/$*.o) -o $@ $<

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $(OBJECTS)

$(PROGRAM): $(B)/src/main.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(COURIER): $(B)/src/courier/main.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(COURIER_LIBS)

# Tests of what only the courier has link what only it does.
$(B)/unit/courier_%_test: UNIT_LIBS = $(COURIER_LIBS)
UNIT_LIBS = $(LIBS)
$(B)/unit/%_test: tests/unit/%_test.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call compile,tests/unit/$*.o) -MT $@ -o $@.o $<
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $@.o $(LIBRARY) \
		$(UNIT_LIBS) -lcmocka

$(B)/bench/% $(B)/pty/% $(B)/fault/%: tests/*/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call compile,$@) -o $@.o $<
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $@.o $(LIBRARY) $(LIBS)

# The loopback server of tests/wire; the only test that speaks TLS.
SERVER := $(patsubst tests/wire/%.c,$(B)/wire/%.o,\
	$(addprefix tests/wire/,server.c script.c strict.c))

$(B)/wire/%.o: tests/wire/%.c $(STAMP) Makefile
	@mkdir -p $(@D)
	$(call compile,$@) -pthread -Itests/wire -o $@ $<

$(B)/wire/echo: $(B)/wire/echo.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lunistring

$(B)/wire/server: $(SERVER) $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -pthread -lssl \
		-lcrypto -ljansson -lunistring \
		-Wl,--exclude-libs,librehearse.a

EVAL := $(patsubst tests/eval/%.c,$(B)/eval/%.o,$(wildcard tests/eval/*.c))

$(B)/eval/%.o: tests/eval/%.c $(STAMP)
	@mkdir -p $(@D)
	$(call compile,$@) -Itests/eval -o $@ $<

$(B)/eval/eval: $(EVAL) $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# In MODE fuzz a target is linked with libFuzzer's main, else with replay.c.
FUZZ_MAIN_fuzz := -fsanitize=fuzzer
FUZZ_MAIN := $(or $(FUZZ_MAIN_$(MODE)),$(B)/fuzz/replay.o)

$(B)/fuzz/%.o: tests/fuzz/%.c $(STAMP) Makefile
	@mkdir -p $(@D)
	$(call compile,tests/fuzz/$*.o) -o $@ $<

$(B)/fuzz/fuzz_%: $(B)/fuzz/fuzz_%.o $(B)/fuzz/replay.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(FUZZ_MAIN) \
		$(LIBRARY) $(LIBS) -Wl,--exclude-libs,librehearse.a -ljansson \
		$(FUZZ_LIBS)

# What the courier reads addresses and tokens with.
$(B)/fuzz/fuzz_address: FUZZ_LIBS = $(COURIER_LIBS)

# --- installing --------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share/rehearse
LIBEXEC = $(DESTDIR)$(LIBEXECDIR)
MAN = $(DESTDIR)$(PREFIX)/share/man
USER_UNITS = $(DESTDIR)$(PREFIX)/share/systemd/user

install:
	@$(MAKE) --no-print-directory all DATADIR=$(PREFIX)/share/rehearse
	install -d $(DESTDIR)$(PREFIX)/bin $(LIBEXEC) $(MAN)/man5 $(SHARE)/questions \
		$(SHARE)/rubrics $(SHARE)/data/cv $(SHARE)/data/adverts \
		$(USER_UNITS)
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/rehearse
	install -m 755 $(COURIER) $(LIBEXEC)/rehearse-courier
	install -m 644 data/bank.yaml $(SHARE)/data
	install -m 644 data/cv/*.yaml $(SHARE)/data/cv
	install -m 644 data/adverts/vocabulary.yaml $(SHARE)/data/adverts
	install -m 644 questions/*.yaml $(SHARE)/questions
	install -m 644 rubrics/*.yaml $(SHARE)/rubrics
	install -m 644 data/man/rehearse-bank.5 $(MAN)/man5
	install -m 644 data/systemd/rehearse-remind.* $(USER_UNITS)
	sed 's|@bindir@|$(PREFIX)/bin|' data/systemd/rehearse-remind.service \
		>$(USER_UNITS)/rehearse-remind.service

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/rehearse $(MAN)/man5/rehearse-bank.5 \
		$(USER_UNITS)/rehearse-remind.*
	rm -rf $(SHARE) $(LIBEXEC)

clean:
	rm -rf $(O)

always:
.PHONY: all run setup check check-long tests fuzz fuzzers accept lint bench eval \
	install uninstall clean always
.DELETE_ON_ERROR:
.SECONDARY:
-include $(shell find $(O) -name '*.d' 2>/dev/null)
