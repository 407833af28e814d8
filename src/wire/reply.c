/* reply.c - what a service's JSON says.
 *
 * jansson reads it: bytes from outside, of any shape, so a library that many
 * have attacked. It is bounded before it is read (nesting, and the number of
 * lists and objects, each of which costs far more memory than its bytes), and
 * every member may be missing or of another type than its name promises.
 * Nothing else of the room needs the library, so that only the courier links
 * it. What is kept for showing has been made safe here.
 */
#include "wire/wire.h"

/* The ground's writer has functions of these names; none of the library's is
 * called here. (Where both are linked, the program hides its own.) */
#define json_string jansson_string
#define json_integer jansson_integer
#define json_null jansson_null
#include <jansson.h>
#undef json_string
#undef json_integer
#undef json_null
#include <string.h>
#include <strings.h>

enum {
	CONTAINERS_MAX = 200000,	/* lists and objects in one reply */
	UUID_LEN = 36
};

/* Does it hold more lists and objects than a reply has use for? Those inside
 * strings are counted too: none of ours come near. */
static bool is_swollen(struct str body)
{
	size_t count = 0;

	for (size_t i = 0; i < body.len; i++)
		count += body.s[i] == '{' || body.s[i] == '[';
	return count > CONTAINERS_MAX;
}

static bool read_json(struct str body, json_t **root, struct error *err)
{
	json_error_t why;

	*root = NULL;
	if (is_swollen(body))
		return error_set(err, "the reply is larger than any that "
				 "makes sense");
	*root = json_loadb(body.s ? body.s : "", body.len, JSON_DECODE_ANY,
			   &why);
	if (!*root)
		return error_set(err, "the reply is no JSON; is the address "
				 "right?");
	return true;
}

static struct str string_of(const json_t *value)
{
	if (!json_is_string(value))
		return STR("");
	return (struct str){ json_string_value(value),
			     json_string_length(value) };
}

static struct str member(const json_t *object, const char *name)
{
	return string_of(json_object_get(object, name));
}

/* --- what it says for itself ---------------------------------------- */

/* The first text among the usual shapes: {"error":{"message"}}, {"message"},
 * {"detail"} as text or as a list of {"msg"}, {"title"}, {"warnings":[...]},
 * {"error":"..."}. */
static struct str find_message(const json_t *root)
{
	static const char *const names[] = {
		"message", "detail", "error_description", "title", "msg",
		"error", "reason",
	};
	static const char *const holders[] = {
		"error", "detail", "warnings", "errors",
	};
	struct str found = string_of(root);

	for (size_t i = 0; !found.len && i < 7; i++)
		found = member(root, names[i]);
	for (size_t i = 0; !found.len && i < 4; i++) {
		const json_t *inner = json_object_get(root, holders[i]);

		if (json_is_array(inner))
			inner = json_array_get(inner, 0);
		found = string_of(inner);
		for (size_t j = 0; !found.len && j < 7; j++)
			found = member(inner, names[j]);
	}
	return found;
}

/* Skips "<script ...>...</script>" from `at` on, or one tag. */
static size_t skip_tag(struct str page, size_t at)
{
	static const char *const silent[] = { "script", "style", "head" };
	const char *from = page.s + at + 1, *end = page.s + page.len;

	for (size_t i = 0; i < 3; i++) {
		size_t len = strlen(silent[i]);

		if ((size_t)(end - from) <= len ||
		    strncasecmp(from, silent[i], len) != 0)
			continue;
		for (const char *p = from; (size_t)(end - p) > len + 2; p++)
			if (p[0] == '<' && p[1] == '/' &&
			    !strncasecmp(p + 2, silent[i], len))
				return skip_tag(page, (size_t)(p - page.s));
		return page.len;
	}
	from = memchr(from, '>', (size_t)(end - from));
	return from ? (size_t)(from - page.s) + 1 : page.len;
}

/* A page without its tags. */
static void add_page(struct text *out, struct str page)
{
	struct text plain;

	text_init(&plain, 4096);
	for (size_t at = 0; at < page.len && !plain.cut;) {
		if (page.s[at] == '<') {
			text_add_char(&plain, ' ');
			at = skip_tag(page, at);
		} else {
			text_add_char(&plain, page.s[at++]);
		}
	}
	reply_add_line(out, text_str(&plain), REPLY_LINE_MAX);
	text_release(&plain);
}

void reply_says(struct text *out, struct str body)
{
	struct error ignored;
	struct str page = str_trim(body);
	json_t *root;

	if (read_json(body, &root, &ignored))
		reply_add_line(out, find_message(root), REPLY_LINE_MAX);
	else if (!str_starts(page, "{") && !str_starts(page, "["))
		add_page(out, page);
	json_decref(root);
}

/* --- what a service can --------------------------------------------- */

bool reply_about(struct str body, bool *speaks, struct error *err)
{
	const json_t *versions;
	json_t *root;

	*speaks = false;
	if (!read_json(body, &root, err))
		return false;
	versions = json_object_get(root, "version");
	for (size_t i = 0; i < json_array_size(versions); i++) {
		struct str one = string_of(json_array_get(versions, i));

		if (str_is(one, "1.0") || str_starts(one, "1.0."))
			*speaks = true;
	}
	if (!json_is_array(versions))
		error_set(err, "what answers there is no Learning Record "
			  "Store; is the address right?");
	versions = json_is_array(versions) ? root : NULL;
	json_decref(root);
	return versions != NULL;
}

bool reply_models(struct str body, const char *model, bool *listed,
		  struct error *err)
{
	const json_t *models;
	json_t *root;
	bool there;

	*listed = false;
	if (!read_json(body, &root, err))
		return false;
	models = json_object_get(root, "data");
	for (size_t i = 0; i < json_array_size(models); i++)
		if (str_is(member(json_array_get(models, i), "id"), model))
			*listed = true;
	there = json_is_array(models);
	json_decref(root);
	return there || error_set(err, "what answers there lists no models; "
				  "is the address right?");
}

static bool read_choice(struct arena *arena, const json_t *root,
			struct str *message, struct error *err)
{
	const json_t *choices = json_object_get(root, "choices");
	const json_t *choice = json_array_get(choices, 0);
	struct str why = member(choice, "finish_reason"), content;

	content = member(json_object_get(choice, "message"), "content");
	if (!json_is_array(choices))
		return error_set(err, "what answers there is no model; is the "
				 "address right?");
	if (str_is(why, "length"))
		return error_set(err, "the model's comment was cut at its "
				 "limit of %d tokens", CHAT_ANSWER_TOKENS);
	if (str_is(why, "content_filter"))
		return error_set(err, "the service filtered the model's "
				 "comment out");
	if (!str_trim(content).len)
		return error_set(err, "the model said nothing");
	*message = (struct str){ arena_copy(arena, content.s, content.len),
				 content.len };
	return true;
}

bool reply_chat(struct arena *arena, struct str body, bool *chat,
		struct str *message, struct error *err)
{
	json_t *root;
	bool ok;

	*chat = false;
	if (!read_json(body, &root, err))
		return false;
	*chat = json_is_array(json_object_get(root, "choices"));
	ok = read_choice(arena, root, message, err);
	json_decref(root);
	return ok;
}

/* --- the same statement? -------------------------------------------- */

/* 32-bit floats are all that a store must keep. */
static bool same_number(const json_t *a, const json_t *b)
{
	double x = json_number_value(a), y = json_number_value(b);
	double gap = x > y ? x - y : y - x, size = x < 0 ? -x : x;

	return gap <= 1e-6 * (size > 1 ? size : 1);
}

static bool same_value(const json_t *a, const json_t *b);

static bool same_object(const json_t *a, const json_t *b)
{
	const char *name;
	json_t *value;

	if (json_object_size(a) != json_object_size(b))
		return false;
	json_object_foreach((json_t *)(uintptr_t)a, name, value)
		if (!same_value(value, json_object_get(b, name)))
			return false;
	return true;
}

static bool same_array(const json_t *a, const json_t *b)
{
	if (json_array_size(a) != json_array_size(b))
		return false;
	for (size_t i = 0; i < json_array_size(a); i++)
		if (!same_value(json_array_get(a, i), json_array_get(b, i)))
			return false;
	return true;
}

static bool same_value(const json_t *a, const json_t *b)
{
	if (json_is_number(a) && json_is_number(b))
		return same_number(a, b);
	if (json_is_object(a) && json_is_object(b))
		return same_object(a, b);
	if (json_is_array(a) && json_is_array(b))
		return same_array(a, b);
	return a && b && json_equal(a, b);
}

/* Two members of that name, or none. */
static bool same_member(const json_t *a, const json_t *b, const char *name)
{
	const json_t *x = json_object_get(a, name);
	const json_t *y = json_object_get(b, name);

	return (!x && !y) || same_value(x, y);
}

static bool same_moment(struct str a, struct str b)
{
	struct error ignored;
	struct moment x, y;

	return str_equal(a, b) ||
		(date_parse(a, &x, &ignored) && date_parse(b, &y, &ignored) &&
		 x.utc == y.utc);
}

static bool same_id(struct str a, struct str b)
{
	return a.len == b.len && a.len > 0 &&
		strncasecmp(a.s, b.s, a.len) == 0;
}

/* An actor or an object may be given back with its type named, or not, and an
 * object with a definition that the store holds. */
static bool same_actor(const json_t *a, const json_t *b)
{
	static const char *const names[] = {
		"mbox", "mbox_sha1sum", "openid", "account", "member",
	};

	for (size_t i = 0; i < 5; i++)
		if (!same_member(a, b, names[i]))
			return false;
	return json_is_object(a) && json_is_object(b);
}

/* A store may bring one context activity into a list of one. */
static const json_t *only_one(const json_t *value)
{
	return json_array_size(value) == 1 ? json_array_get(value, 0) : value;
}

static bool same_activities(const json_t *a, const json_t *b)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)a, name, value) {
		const json_t *x = only_one(value);
		const json_t *y = only_one(json_object_get(b, name));

		if (json_is_object(x) ? !same_id(member(x, "id"),
						 member(y, "id"))
				      : json_array_size(x) !=
					json_array_size(y))
			return false;
	}
	return json_object_size(a) == json_object_size(b);
}

static bool same_context(const json_t *a, const json_t *b)
{
	static const char *const names[] = {
		"platform", "language", "revision", "extensions",
	};

	for (size_t i = 0; i < 4; i++)
		if (!same_member(a, b, names[i]))
			return false;
	return (same_id(member(a, "registration"),
			member(b, "registration")) ||
		same_member(a, b, "registration")) &&
		same_activities(json_object_get(a, "contextActivities"),
				json_object_get(b, "contextActivities"));
}

static bool same_statement(const json_t *a, const json_t *b)
{
	const json_t *object = json_object_get(a, "object");
	const json_t *other = json_object_get(b, "object");
	struct str verb = member(json_object_get(a, "verb"), "id");

	return same_id(member(a, "id"), member(b, "id")) &&
		str_equal(verb, member(json_object_get(b, "verb"), "id")) &&
		str_equal(member(object, "id"), member(other, "id")) &&
		same_actor(json_object_get(a, "actor"),
			   json_object_get(b, "actor")) &&
		same_member(a, b, "result") &&
		same_context(json_object_get(a, "context"),
			     json_object_get(b, "context")) &&
		same_moment(member(a, "timestamp"), member(b, "timestamp"));
}

bool reply_same(struct str ours, struct str theirs, bool *same,
		struct error *err)
{
	json_t *a, *b;

	*same = false;
	if (!read_json(ours, &a, err))
		return false;
	if (!read_json(theirs, &b, err)) {
		json_decref(a);
		return false;
	}
	*same = same_statement(a, b);
	json_decref(a);
	json_decref(b);
	return true;
}

/* --- pages of statements -------------------------------------------- */

/* A UUID in lower case, or NULL. */
static const char *read_uuid(struct arena *arena, struct str text)
{
	char *id;

	if (text.len != UUID_LEN)
		return NULL;
	id = arena_copy(arena, text.s, text.len);
	for (size_t i = 0; i < UUID_LEN; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		id[i] = (char)utf8_lower((unsigned char)id[i]);
		if (dash ? id[i] != '-'
			 : !strchr("0123456789abcdef", id[i]) || !id[i])
			return NULL;
	}
	return id;
}

static const char *read_author(struct arena *arena, const json_t *actor)
{
	const json_t *account = json_object_get(actor, "account");
	struct str found = member(actor, "name");
	struct text line;
	const char *author;

	if (!found.len)
		found = member(account, "name");
	if (!found.len)
		found = member(actor, "mbox");
	if (str_starts(found, "mailto:"))
		found = (struct str){ found.s + 7, found.len - 7 };
	if (!found.len)
		found = member(actor, "openid");
	text_init(&line, REPLY_AUTHOR_MAX + 8);
	reply_add_line(&line, found, REPLY_AUTHOR_MAX);
	author = line.len ? text_dup(arena, &line) : "somebody";
	text_release(&line);
	return author;
}

/* The last part of an extension's name: ".../author-kind" is author-kind. */
static struct str last_part(const char *name)
{
	const char *slash = strrchr(name, '/'), *hash = strrchr(name, '#');

	if (hash && (!slash || hash > slash))
		slash = hash;
	return str_of(slash ? slash + 1 : name);
}

static bool names_model(struct str value)
{
	static const char *const words[] = {
		"model", "llm", "ai", "machine", "bot", "language-model",
		"automated", "automatic",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (value.len == strlen(words[i]) &&
		    !strncasecmp(value.s, words[i], value.len))
			return true;
	return false;
}

/* {".../author": "model"} or {".../model": true | "its name"}. */
static bool says_model(const json_t *extensions)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)extensions, name, value) {
		struct str text = string_of(value);

		if (names_model(text))
			return true;
		if (names_model(last_part(name)) &&
		    (json_is_true(value) || text.len))
			return true;
	}
	return false;
}

static bool is_commented(const json_t *statement)
{
	struct str verb = member(json_object_get(statement, "verb"), "id");

	return str_is(verb, "http://adlnet.gov/expapi/verbs/commented") ||
	       str_is(verb, "https://w3id.org/xapi/adl/verbs/commented");
}

/* What it speaks of: its object, or what its context refers to. */
static const char *read_about(struct arena *arena, const json_t *statement)
{
	const json_t *about = json_object_get(statement, "object");

	if (!str_is(member(about, "objectType"), "StatementRef"))
		about = json_object_get(json_object_get(statement, "context"),
					"statement");
	return read_uuid(arena, member(about, "id"));
}

static int64_t read_moment(struct str text)
{
	struct error ignored;
	struct moment moment;

	return date_parse(text, &moment, &ignored) ? moment.utc : 0;
}

static const char *read_text(struct arena *arena, struct str said)
{
	struct text safe;
	const char *copy;

	text_init(&safe, REPLY_TEXT_MAX);
	utf8_add_safe(&safe, str_trim(said));
	copy = text_dup(arena, &safe);
	text_release(&safe);
	return copy;
}

static bool read_comment(struct arena *arena, const json_t *statement,
			 struct reply_comment *comment)
{
	const json_t *result = json_object_get(statement, "result");
	const json_t *context = json_object_get(statement, "context");
	const json_t *actor = json_object_get(statement, "actor");

	if (!is_commented(statement))
		return false;
	*comment = (struct reply_comment){
		.id = read_uuid(arena, member(statement, "id")),
		.about = read_about(arena, statement),
		.at = read_moment(member(statement, "timestamp")),
		.author = read_author(arena, actor),
		.model = says_model(json_object_get(context, "extensions")) ||
			 says_model(json_object_get(result, "extensions")),
		.text = read_text(arena, member(result, "response")),
	};
	if (!comment->at)
		comment->at = read_moment(member(statement, "stored"));
	return comment->id && comment->about && comment->text[0];
}

/* Says what the page is but for its statements, which come back. */
static bool read_page(struct arena *arena, json_t *root,
		      struct reply_page *page, const json_t **statements,
		      struct error *err)
{
	struct str more = member(root, "more");
	const char *latest = "";

	*page = (struct reply_page){ .stored = "", .more = "" };
	*statements = json_object_get(root, "statements");
	if (!json_is_array(*statements))
		return error_set(err, "the reply holds no statements; is the "
				 "address right?");
	page->statements = json_array_size(*statements);
	for (size_t i = 0; i < page->statements; i++)
		latest = reply_later(latest, member(json_array_get(
				     *statements, i), "stored").s);
	page->stored = arena_strdup(arena, latest);
	page->more = arena_copy(arena, more.s, more.len);
	return true;
}

bool reply_comments(struct arena *arena, struct str body,
		    struct reply_page *page, struct error *err)
{
	const json_t *statements;
	json_t *root;
	bool ok;

	if (!read_json(body, &root, err))
		return false;
	ok = read_page(arena, root, page, &statements, err);
	if (ok)
		page->comments = ARENA_ARRAY(arena, page->statements,
					     struct reply_comment);
	for (size_t i = 0; ok && i < page->statements; i++) {
		struct reply_comment *next =
			&page->comments[page->comment_count];

		if (read_comment(arena, json_array_get(statements, i), next))
			page->comment_count++;
		else
			page->left_out++;
	}
	json_decref(root);
	return ok;
}

/* jansson hands its output over bit by bit. */
static int add_piece(const char *piece, size_t len, void *line)
{
	text_add_str(line, (struct str){ piece, len });
	return ((struct text *)line)->cut ? -1 : 0;
}

bool reply_statements(struct arena *arena, struct str body,
		      struct reply_page *page, reply_each *each,
		      void *context, struct error *err)
{
	const json_t *statements;
	struct text line;
	json_t *root;
	bool ok;

	if (!read_json(body, &root, err))
		return false;
	text_init(&line, body.len * 6 + 64);
	ok = read_page(arena, root, page, &statements, err);
	for (size_t i = 0; ok && i < page->statements; i++) {
		text_reset(&line);
		if (json_dump_callback(json_array_get(statements, i),
				       add_piece, &line, JSON_COMPACT))
			page->left_out++;
		else
			ok = each(context, text_str(&line));
	}
	text_release(&line);
	json_decref(root);
	return ok;
}
