/* strict.c - the statements resource of xAPI 1.0.3, by the letter.
 *
 * Read for it: xAPI-Communication 2.1 (the statements resource), 3.1 to 3.3
 * (headers), xAPI-Data 2 to 4 (statements). Two statements of one id are equal
 * when their JSON is, numbers and order of members aside. `stored` counts
 * milliseconds from a fixed moment, so that a test's screen is the same every
 * time. The caller holds a lock. Of base only text and error are included: its
 * json.h and jansson share names.
 */
#include "strict.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { KEPT_MAX = 300000, ID_LENGTH = 36 };

struct kept {
	char id[ID_LENGTH + 1];
	json_t *statement;		/* as it was sent */
	long long stored;		/* milliseconds since the beginning */
};

struct strict {
	const struct script *script;
	FILE *journal;
	struct kept *kept;
	long count, cap;
	char (*sent)[ID_LENGTH + 1];	/* in order, by clients */
	long sent_count;
};

struct strict *strict_open(const struct script *script, const char *journal)
{
	struct strict *strict = calloc(1, sizeof(*strict));

	if (!strict)
		die("out of memory");
	strict->script = script;
	strict->journal = fopen(journal, "a");
	if (!strict->journal)
		die("no file %s", journal);
	setvbuf(strict->journal, NULL, _IOLBF, 0);
	return strict;
}

void strict_close(struct strict *strict)
{
	for (long i = 0; i < strict->count; i++)
		json_decref(strict->kept[i].statement);
	fclose(strict->journal);
	free(strict->kept);
	free(strict->sent);
	free(strict);
}

const char *strict_id(const struct strict *strict, long number)
{
	if (number < 1 || number > strict->sent_count)
		return "";
	return strict->sent[number - 1];
}

static struct kept *find(const struct strict *strict, const char *id)
{
	for (long i = strict->count - 1; i >= 0; i--)
		if (strcmp(strict->kept[i].id, id) == 0)
			return &strict->kept[i];
	return NULL;
}

/* ---- what makes a statement bad ---- */

static bool is_uuid(const char *id)
{
	for (int i = 0; i < ID_LENGTH; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? id[i] != '-'
			 : !id[i] || !strchr("0123456789abcdef", id[i]))
			return false;
	}
	return id[ID_LENGTH] == '\0';
}

/* A null may stand in extensions alone. */
static bool has_null(const json_t *value)
{
	const char *name;
	json_t *member;
	size_t i;

	if (json_is_null(value))
		return true;
	json_array_foreach(value, i, member)
		if (has_null(member))
			return true;
	json_object_foreach((json_t *)(uintptr_t)value, name, member)
		if (strcmp(name, "extensions") != 0 && has_null(member))
			return true;
	return false;
}

static bool only_keys(const json_t *object, const char *const *keys,
		      const char **odd)
{
	const char *name;
	json_t *member;

	json_object_foreach((json_t *)(uintptr_t)object, name, member) {
		const char *const *key = keys;

		while (*key && strcmp(*key, name) != 0)
			key++;
		*odd = name;
		if (!*key)
			return false;
	}
	return true;
}

static const char *actor_fault(const json_t *actor)
{
	static const char *const ids[] = { "mbox", "mbox_sha1sum", "openid",
					   "account" };
	int found = 0;

	if (!json_is_object(actor))
		return "actor is missing";
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		found += json_object_get(actor, ids[i]) != NULL;
	return found == 1 ? NULL : "actor needs exactly one identifier";
}

/* "2026-11-22T19:00:00.123Z" or an offset that is not -00:00. */
static bool is_timestamp(const char *text)
{
	size_t digits = strspn(text, "0123456789-T:.");
	const char *zone = text + digits;
	size_t len = strlen(text);

	if (len < 20 || text[10] != 'T')
		return false;
	if (strcmp(zone, "Z") == 0)
		return true;
	zone = text + len - 6;
	return (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
	       strcmp(zone, "-00:00") != 0;
}

static const char *score_fault(const json_t *score)
{
	double scaled, raw, low, high;

	if (!score)
		return NULL;
	scaled = json_number_value(json_object_get(score, "scaled"));
	raw = json_number_value(json_object_get(score, "raw"));
	low = json_number_value(json_object_get(score, "min"));
	high = json_number_value(json_object_get(score, "max"));
	if (scaled < -1 || scaled > 1)
		return "score.scaled is out of range";
	if (json_object_get(score, "raw") && (raw < low || raw > high))
		return "score.raw is not in [min, max]";
	return NULL;
}

static const char *form_fault(const json_t *statement)
{
	static const char *const keys[] = {
		"id", "actor", "verb", "object", "result", "context",
		"timestamp", "stored", "authority", "version", "attachments",
		NULL };
	const char *id = json_string_value(json_object_get(statement, "id"));
	const char *odd, *version, *fault, *moment;

	if (!json_is_object(statement))
		return "a statement is an object";
	if (!id || !is_uuid(id))
		return "id is no UUID in lower case";
	if (!only_keys(statement, keys, &odd))
		return "a key that xAPI does not know";
	if (has_null(statement))
		return "null stands outside extensions";
	fault = actor_fault(json_object_get(statement, "actor"));
	if (fault)
		return fault;
	if (!json_string_value(json_object_get(
		    json_object_get(statement, "verb"), "id")))
		return "verb.id is missing";
	if (!json_is_object(json_object_get(statement, "object")))
		return "object is missing";
	version = json_string_value(json_object_get(statement, "version"));
	if (version && strncmp(version, "1.0", 3) != 0)
		return "version is not 1.0";
	moment = json_string_value(json_object_get(statement, "timestamp"));
	if (moment && !is_timestamp(moment))
		return "timestamp is not RFC 3339 with a zone";
	return score_fault(json_object_get(json_object_get(statement,
							   "result"),
					   "score"));
}

static const char *statement_fault(const struct strict *strict,
				   const json_t *statement)
{
	const char *fault = form_fault(statement);
	char *text;
	bool found;

	if (fault || !strict->script->reject[0])
		return fault;
	text = json_dumps(statement, JSON_COMPACT);
	found = text && strstr(text, strict->script->reject) != NULL;
	free(text);
	return found ? "a word that is not liked" : NULL;
}

/* ---- keeping ---- */

static void add_moment(struct text *out, long long stored)
{
	long long s = 19 * 3600 + stored / 1000;

	text_addf(out, "2026-11-%02lldT%02lld:%02lld:%02lld.%03lldZ",
		  22 + s / 86400, s / 3600 % 24, s / 60 % 60, s % 60,
		  stored % 1000);
}

static void keep(struct strict *strict, json_t *statement, bool sent)
{
	const char *id = json_string_value(json_object_get(statement, "id"));
	struct kept *kept;

	if (strict->count == KEPT_MAX)
		die("more than %d statements", KEPT_MAX);
	if (strict->count == strict->cap) {
		size_t cap = (size_t)strict->cap * 2 + 64;

		strict->kept = realloc(strict->kept,
				       cap * sizeof(strict->kept[0]));
		strict->sent = realloc(strict->sent,
				       cap * sizeof(strict->sent[0]));
		strict->cap = (long)cap;
		if (!strict->kept || !strict->sent)
			die("out of memory");
	}
	kept = &strict->kept[strict->count];
	kept->statement = json_incref(statement);
	kept->stored = ++strict->count;
	snprintf(kept->id, sizeof(kept->id), "%s", id ? id : "");
	if (sent)
		memcpy(strict->sent[strict->sent_count++], kept->id,
		       sizeof(kept->id));
	fprintf(strict->journal, "%s\n", kept->id);
}

void strict_add(struct strict *strict, const char *text)
{
	json_error_t error;
	json_t *statement = json_loads(text, 0, &error);

	if (!statement)
		die("add: %s: %s", error.text, text);
	if (!find(strict, json_string_value(json_object_get(statement, "id"))))
		keep(strict, statement, false);
	json_decref(statement);
}

/* Always false: refused. */
static bool say(struct answer *answer, int status, const char *message)
{
	answer->status = status;
	text_addf(&answer->body, "{\"errorId\":\"1\",\"message\":\"%s\"}",
		  message);
	text_add(&answer->headers, "Content-Type: application/json\r\n");
	return false;
}

/* Checks the whole batch before any of it is kept. */
static bool check_batch(struct strict *strict, const json_t *batch,
			struct answer *answer)
{
	json_t *statement, *other;
	size_t i, j;

	json_array_foreach(batch, i, statement) {
		const char *fault = statement_fault(strict, statement);

		if (fault)
			return say(answer, 400, fault);
		for (j = 0; j < i; j++) {
			other = json_object_get(json_array_get(batch, j), "id");
			if (json_equal(other, json_object_get(statement, "id")))
				return say(answer, 400, "an id stands twice");
		}
	}
	json_array_foreach(batch, i, statement) {
		struct kept *kept = find(strict, json_string_value(
			json_object_get(statement, "id")));

		if (kept && !json_equal(kept->statement, statement))
			return say(answer, 409,
				   "another statement has that id");
	}
	return true;
}

static void keep_batch(struct strict *strict, const json_t *batch,
		       struct answer *answer)
{
	json_t *statement;
	long before = strict->count;
	size_t i;

	text_add_char(&answer->body, '[');
	json_array_foreach(batch, i, statement) {
		const char *id = json_string_value(
			json_object_get(statement, "id"));

		if (!find(strict, id))
			keep(strict, statement, true);
		text_addf(&answer->body, "%s\"%s\"", i ? "," : "", id);
	}
	text_add_char(&answer->body, ']');
	text_add(&answer->headers, "Content-Type: application/json\r\n");
	answer->status = 200;
	if (strict->script->ralph && strict->count == before) {
		answer->status = 204;
		text_reset(&answer->body);
	}
}

static bool post(struct strict *strict, const struct request *request,
		 struct answer *answer)
{
	json_error_t error;
	json_t *sent, *batch;

	if ((long)request->body.len > strict->script->most_bytes)
		return say(answer, 413, "too large");
	if (strncmp(request->type, "application/json", 16) != 0)
		return say(answer, 400, "not application/json");
	sent = json_loadb(request->body.s, request->body.len,
			  JSON_REJECT_DUPLICATES, &error);
	if (!sent)
		return say(answer, 400, "no JSON");
	batch = json_is_array(sent) ? json_incref(sent) : json_array();
	if (batch != sent)
		json_array_append(batch, sent);
	if ((long)json_array_size(batch) > strict->script->most_rows)
		say(answer, 413, "too many");
	else if (check_batch(strict, batch, answer))
		keep_batch(strict, batch, answer);
	json_decref(batch);
	json_decref(sent);
	return true;
}

/* ---- reading back ---- */

/* The value of a parameter, decoded; false: it is not there. */
static bool parameter(const struct request *request, const char *name,
		      char *value, size_t size)
{
	struct str rest = str_of(request->query), pair, key;
	size_t len = 0;

	while (str_cut(&rest, '&', &pair)) {
		str_cut(&pair, '=', &key);
		if (!str_is(key, name))
			continue;
		for (size_t i = 0; i < pair.len && len + 1 < size; i++) {
			char c = pair.s[i] == '+' ? ' ' : pair.s[i];

			if (c == '%' && i + 2 < pair.len) {
				char digits[3] = { pair.s[i + 1],
						   pair.s[i + 2], 0 };

				c = (char)strtol(digits, NULL, 16);
				i += 2;
			}
			value[len++] = c;
		}
		value[len] = '\0';
		return true;
	}
	return false;
}

static const char *text_at(const json_t *statement, const char *outer,
			   const char *inner)
{
	return json_string_value(json_object_get(
		json_object_get(statement, outer), inner));
}

/* Does it, or what it refers to, have that text there? */
static bool fits(const struct strict *strict, const json_t *statement,
		 const char *outer, const char *inner, const char *wanted)
{
	const char *text = text_at(statement, outer, inner);
	const char *type = text_at(statement, "object", "objectType");
	const char *id = text_at(statement, "object", "id");
	const struct kept *target;

	if (!wanted[0] || (text && strcmp(text, wanted) == 0))
		return true;
	if (strict->script->own_filters || !type || !id ||
	    strcmp(type, "StatementRef") != 0)
		return false;
	target = find(strict, id);
	return target && fits(strict, target->statement, outer, inner, wanted);
}

/* Is it, or what it refers to, of the account that the filter names? */
static bool is_of(const struct strict *strict, const json_t *statement,
		  const char *agent)
{
	json_error_t error;
	json_t *wanted = json_loads(agent, 0, &error);
	const json_t *account = json_object_get(wanted, "account");
	const char *type = text_at(statement, "object", "objectType");
	const struct kept *target = NULL;
	bool is = !agent[0] ||
		json_equal(account, json_object_get(json_object_get(
			statement, "actor"), "account"));

	if (!is && type && strcmp(type, "StatementRef") == 0 &&
	    !strict->script->own_filters)
		target = find(strict, text_at(statement, "object", "id"));
	json_decref(wanted);
	return is || (target && is_of(strict, target->statement, agent));
}

static void add_statement(struct text *out, const struct kept *kept)
{
	char *text = json_dumps(kept->statement, JSON_COMPACT);

	text_add_str(out, (struct str){ text, strlen(text) - 1 });
	text_add(out, ",\"stored\":\"");
	add_moment(out, kept->stored);
	text_add(out, "\",\"version\":\"1.0.0\",\"authority\":{\"account\":"
		      "{\"homePage\":\"http://lrs.test\",\"name\":\"a\"},"
		      "\"objectType\":\"Agent\"}}");
	free(text);
}

static bool one(struct strict *strict, const char *id, struct answer *answer)
{
	const struct kept *kept = find(strict, id);

	if (!kept)
		return say(answer, 404, "no such statement");
	answer->status = 200;
	text_add(&answer->headers, "Content-Type: application/json\r\n");
	add_statement(&answer->body, kept);
	return true;
}

static bool later(long long stored, const char *since)
{
	struct text moment;
	bool is;

	text_init(&moment, 64);
	add_moment(&moment, stored);
	is = strncmp(moment.s, since, 23) > 0;
	text_release(&moment);
	return is;
}

static bool list(struct strict *strict, const struct request *request,
		 struct answer *answer)
{
	char verb[256] = "", registration[64] = "", since[64] = "";
	char from[32] = "", order[8] = "", agent[1024] = "";
	long page = strict->script->page, put = 0, i;
	bool up;

	parameter(request, "verb", verb, sizeof(verb));
	parameter(request, "registration", registration, sizeof(registration));
	parameter(request, "since", since, sizeof(since));
	parameter(request, "agent", agent, sizeof(agent));
	parameter(request, "from", from, sizeof(from));
	parameter(request, "ascending", order, sizeof(order));
	up = strcmp(order, "true") == 0;
	text_add(&answer->body, "{\"statements\":[");
	for (i = strtol(from, NULL, 10); i < strict->count && put < page; i++) {
		struct kept *kept = &strict->kept[up ? i
						     : strict->count - 1 - i];

		if ((since[0] && !later(kept->stored, since)) ||
		    !fits(strict, kept->statement, "verb", "id", verb) ||
		    !fits(strict, kept->statement, "context", "registration",
			  registration) ||
		    !is_of(strict, kept->statement, agent))
			continue;
		text_add(&answer->body, put++ ? "," : "");
		add_statement(&answer->body, kept);
	}
	text_add(&answer->body, "],\"more\":\"");
	if (i < strict->count)
		text_addf(&answer->body, "%s?from=%ld&verb=%s&registration=%s"
			  "&since=%s&ascending=%s", request->path, i, verb,
			  registration, since, order);
	text_add(&answer->body, "\"}");
	answer->status = 200;
	text_add(&answer->headers, "Content-Type: application/json\r\n");
	return true;
}

static bool ends(const char *path, const char *end)
{
	size_t len = strlen(path), tail = strlen(end);

	return len >= tail && strcmp(path + len - tail, end) == 0;
}

static bool about(struct answer *answer)
{
	answer->status = 200;
	text_add(&answer->body, "{\"version\":[\"1.0.3\"]}");
	text_add(&answer->headers, "Content-Type: application/json\r\n");
	return true;
}

static bool route(struct strict *strict, const struct request *request,
		  struct answer *answer)
{
	const struct script *script = strict->script;
	char id[64];

	if (ends(request->path, "/about"))
		return about(answer);
	if (script->authorization[0] &&
	    strcmp(script->authorization, request->authorization) != 0)
		return say(answer, 401, "who are you?");
	if (!str_starts(str_of(request->version), script->version))
		return say(answer, 400, "X-Experience-API-Version");
	if (!ends(request->path, "/statements"))
		return say(answer, 404, "no such resource");
	if (strcmp(request->method, "POST") == 0)
		return post(strict, request, answer);
	if (strcmp(request->method, "GET") != 0)
		return say(answer, 405, "GET or POST");
	if (parameter(request, "statementId", id, sizeof(id)))
		return one(strict, id, answer);
	return list(strict, request, answer);
}

void strict_answer(struct strict *strict, const struct request *request,
		   struct answer *answer)
{
	text_add(&answer->headers, "X-Experience-API-Version: 1.0.3\r\n"
		 "X-Experience-API-Consistent-Through: ");
	add_moment(&answer->headers, strict->count);
	text_add(&answer->headers, "\r\n");
	route(strict, request, answer);
}
