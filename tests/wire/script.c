/* script.c - reads the script of the loopback server.
 *
 * A script is lines. Those that stand at the margin set the scene:
 *
 *   store               a request that no rule fits goes to the xAPI store
 *                       (else it is answered with 599)
 *   auth VALUE          the store wants this Authorization, else it says 401
 *   version BEGINNING   of X-Experience-API-Version; 1.0 if unsaid
 *   reject TEXT         the store finds a statement bad that holds it
 *   most-bytes N        of a POST; more is 413
 *   most-rows N         of a POST; more is 413
 *   page N              statements a page
 *   ralph               204 where every statement is known, as Ralph does
 *   own-filters         filters do not follow a reference to another statement
 *   tls CERTIFICATE KEY files
 *   deaf                connections are accepted and never read
 *   refuse              nobody listens at the port
 *   on [METHOD] [/PATH] [N|N-M|N-]
 *
 * The last begins a rule: it fits requests of that method whose path begins
 * so, and of those the Nth (each rule counts for itself); the first rule that
 * fits is taken. Its indented lines are the members of struct rule: flags
 * stand alone, numbers and texts behind their word. In texts \n \r \t \e \\
 * \xNN are understood. `body` lines add up, `body-times N TEXT` adds a text N
 * times, `body-file PATH` a file.
 * @ID1@ in a body or in `add` becomes the id of the first statement that was
 * sent, @PORT@ the port. A # begins a remark.
 */
#include "script.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum kind { FLAG, NUMBER, TEXT, WORDS };

struct word {
	const char *name;
	enum kind kind;
	size_t place, size;	/* of the member; of a WORDS its bytes */
};

#define TOP(name, kind, member) { name, kind, \
	offsetof(struct script, member), \
	sizeof(((struct script *)NULL)->member) }
static const struct word top_words[] = {
	TOP("store", FLAG, store),
	TOP("deaf", FLAG, deaf),
	TOP("refuse", FLAG, refuse),
	TOP("ralph", FLAG, ralph),
	TOP("own-filters", FLAG, own_filters),
	TOP("auth", WORDS, authorization),
	TOP("version", WORDS, version),
	TOP("reject", WORDS, reject),
	TOP("most-bytes", NUMBER, most_bytes),
	TOP("most-rows", NUMBER, most_rows),
	TOP("page", NUMBER, page),
	{ NULL, FLAG, 0, 0 },
};

#define RULE(name, kind, member) { name, kind, \
	offsetof(struct rule, member), 0 }
static const struct word rule_words[] = {
	RULE("store", FLAG, store),
	RULE("commit", FLAG, commit),
	RULE("silence", FLAG, silence),
	RULE("endless", FLAG, endless),
	RULE("close", FLAG, close),
	RULE("status", NUMBER, status),
	RULE("length", NUMBER, length),
	RULE("rst", NUMBER, rst),
	RULE("cut", NUMBER, cut),
	RULE("drip", NUMBER, drip),
	RULE("fill-header", NUMBER, fill),
	RULE("delay", NUMBER, delay),
	RULE("before-times", NUMBER, before_times),
	RULE("before", TEXT, before),
	RULE("body", TEXT, body),
	RULE("add", TEXT, add),
	{ NULL, FLAG, 0, 0 },
};

/* ---- words ---- */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_unescaped(struct text *out, struct str from)
{
	static const char names[] = "n\nr\rt\te\033\\\\0\0";
	size_t i = 0;

	while (i < from.len) {
		char c = from.s[i++];
		const char *name;

		if (c != '\\' || i == from.len) {
			text_add_byte(out, c);
			continue;
		}
		c = from.s[i++];
		if (c == 'x' && i + 1 < from.len && hex(from.s[i]) >= 0 &&
		    hex(from.s[i + 1]) >= 0) {
			text_add_byte(out, (char)(hex(from.s[i]) * 16 +
						  hex(from.s[i + 1])));
			i += 2;
			continue;
		}
		name = strchr(names, c);
		text_add_byte(out, name ? name[1] : c);
	}
}

static long number_of(struct str word, int line)
{
	int64_t value;

	if (str_is(word, "none"))
		return NO_LENGTH;
	if (!text_number(word, 0, INT64_C(1) << 40, &value))
		die("script:%d: '%.*s' is no number", line, (int)word.len,
		    word.s);
	return (long)value;
}

static bool set_word(const struct word *words, void *of, struct str name,
		     struct str rest, int line)
{
	char *place = of;

	while (words->name && !str_is(name, words->name))
		words++;
	if (!words->name)
		return false;
	place += words->place;
	if (words->kind == FLAG)
		*(bool *)(void *)place = true;
	else if (words->kind == NUMBER)
		*(long *)(void *)place = number_of(rest, line);
	else if (words->kind == TEXT)
		add_unescaped((struct text *)(void *)place, rest);
	else
		snprintf(place, words->size, "%.*s", (int)rest.len, rest.s);
	return true;
}

/* ---- rules ---- */

static void begin_rule(struct script *script, struct str rest, int line)
{
	struct rule *rule = &script->rules[script->count];
	struct str word;

	if (script->count++ == RULES_MAX)
		die("script:%d: more than %d rules", line, RULES_MAX);
	*rule = (struct rule){ .first = 1, .last = 1L << 40, .status = 200,
			       .length = UNSAID, .rst = UNSAID,
			       .cut = UNSAID, .before_times = 1 };
	text_init(&rule->before, 1 << 16);
	text_init(&rule->headers, 1 << 16);
	text_init(&rule->body, BODY_MAX);
	text_init(&rule->add, 1 << 16);
	while (str_cut(&rest, ' ', &word)) {
		struct str first = word;

		if (word.len && word.s[0] == '/') {
			snprintf(rule->path, sizeof(rule->path), "%.*s",
				 (int)word.len, word.s);
		} else if (word.len && word.s[0] >= '0' && word.s[0] <= '9') {
			str_cut(&word, '-', &first);
			rule->first = number_of(first, line);
			if (word.len)
				rule->last = number_of(word, line);
			else if (first.s[first.len] != '-')
				rule->last = rule->first;
		} else {
			snprintf(rule->method, sizeof(rule->method), "%.*s",
				 (int)word.len, word.s);
		}
	}
}

static void add_file(struct text *body, struct str path)
{
	char name[512], part[4096];
	size_t got;
	FILE *file;

	snprintf(name, sizeof(name), "%.*s", (int)path.len, path.s);
	file = fopen(name, "r");
	if (!file)
		die("script: no file %s", name);
	while ((got = fread(part, 1, sizeof(part), file)) > 0)
		for (size_t i = 0; i < got; i++)
			text_add_byte(body, part[i]);
	fclose(file);
}

static void rule_line(struct rule *rule, struct str name, struct str rest,
		      int line)
{
	struct str times;

	if (str_is(name, "header")) {
		add_unescaped(&rule->headers, rest);
		text_add(&rule->headers, "\r\n");
	} else if (str_is(name, "raw")) {
		rule->raw = true;
		add_unescaped(&rule->body, rest);
	} else if (str_is(name, "body-file")) {
		add_file(&rule->body, rest);
	} else if (str_is(name, "body-times")) {
		str_cut(&rest, ' ', &times);
		for (long n = number_of(times, line); n > 0; n--)
			add_unescaped(&rule->body, rest);
	} else if (!set_word(rule_words, rule, name, rest, line)) {
		die("script:%d: no word '%.*s' in a rule", line,
		    (int)name.len, name.s);
	}
}

static void top_line(struct script *script, struct str name, struct str rest,
		     int line)
{
	struct str word;

	if (str_is(name, "on")) {
		begin_rule(script, rest, line);
	} else if (str_is(name, "tls")) {
		str_cut(&rest, ' ', &word);
		snprintf(script->certificate, sizeof(script->certificate),
			 "%.*s", (int)word.len, word.s);
		snprintf(script->key, sizeof(script->key), "%.*s",
			 (int)rest.len, rest.s);
	} else if (!set_word(top_words, script, name, rest, line)) {
		die("script:%d: no word '%.*s'", line, (int)name.len, name.s);
	}
}

void script_read(struct script *script, const char *path)
{
	struct text all;
	struct str rest, line;
	int number = 0;

	*script = (struct script){ .version = "1.0", .page = 100,
				   .most_bytes = 8 << 20,
				   .most_rows = 100000 };
	text_init(&all, BODY_MAX);
	add_file(&all, str_of(path));
	rest = text_str(&all);
	while (str_cut(&rest, '\n', &line)) {
		bool inside = line.len > 0 && line.s[0] == '\t';
		struct str name;

		number++;
		if (inside)
			line = (struct str){ line.s + 1, line.len - 1 };
		if (!str_cut(&line, ' ', &name) || name.len == 0 ||
		    name.s[0] == '#')
			continue;
		if (!inside)
			top_line(script, name, line, number);
		else if (script->count > 0)
			rule_line(&script->rules[script->count - 1], name,
				  line, number);
		else
			die("script:%d: stands under no rule", number);
	}
	text_release(&all);
}

struct rule *script_rule(struct script *script, const char *method,
			 const char *path)
{
	struct rule *found = NULL;

	for (int i = 0; i < script->count; i++) {
		struct rule *rule = &script->rules[i];

		if (rule->method[0] && strcmp(rule->method, method) != 0)
			continue;
		if (!str_starts(str_of(path), rule->path))
			continue;
		rule->seen++;
		if (!found && rule->seen >= rule->first &&
		    rule->seen <= rule->last)
			found = rule;
	}
	return found;
}
