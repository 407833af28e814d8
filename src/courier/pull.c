/* pull.c - what a record store holds: comments on ours, and a cohort's work.
 *
 * Statements come in pages; where the next one is, the service says, and it is
 * gone to only where it is on the same service. The cursor is the latest
 * `stored` that was seen, held back to the moment up to which the service says
 * that it is consistent, and moved only after the last page: what is read
 * twice is known by its id. One page is in memory at a time.
 */
#include "courier/work.h"

#include <string.h>

enum {
	PAGE = 100,			/* statements asked for at once */
	EMPTY_MAX = 10			/* empty pages, one after the other */
};

struct reading {
	struct courier *courier;
	struct arena page;		/* of one page */
	struct text url;		/* of the next page */
	const char *latest;		/* `stored`, in courier's arena */
	const char *through;		/* consistent through; "": unsaid */
	int64_t statements, added;
	struct file_writer *file;	/* fetch; NULL: comments */
};

typedef bool take_page(struct reading *reading, struct str body,
		       struct reply_page *page, struct error *err);

/* --- the question --------------------------------------------------- */

static void add_parameter(struct text *query, const char *name,
			  const char *value)
{
	if (!value[0])
		return;
	text_addf(query, "%s%s=", query->len ? "&" : "", name);
	http_escape(query, str_of(value));
}

/* Statements about us, or by us: a comment on one of ours counts as such. */
static void add_agent(struct text *query, const char *account)
{
	struct text agent;
	struct json json;

	text_init(&agent, 512);
	json_init(&json, &agent, 0);
	json_open(&json, '{');
	json_put(&json, "objectType", "Agent");
	json_name(&json, "account");
	json_open(&json, '{');
	json_put(&json, "homePage", WIRE_BASE);
	json_put(&json, "name", account);
	json_close(&json, '}');
	json_close(&json, '}');
	add_parameter(query, "agent", agent.s);
	text_release(&agent);
}

static bool begin(struct reading *reading, struct courier *courier,
		  struct text *query, const char *since, struct error *err)
{
	*reading = (struct reading){ .courier = courier, .latest = "",
				     .through = "" };
	arena_init(&reading->page, 0);
	text_init(&reading->url, 16384);
	add_parameter(query, "since", since);
	add_parameter(query, "ascending", "true");
	text_addf(query, "&limit=%d", PAGE);
	return http_join(&reading->url, courier->service.url, "statements",
			 query->s, err);
}

static void end(struct reading *reading)
{
	text_release(&reading->url);
	arena_release(&reading->page);
}

/* --- the pages ------------------------------------------------------ */

static bool ask_page(struct reading *reading, struct http_reply *reply,
		     struct error *err)
{
	struct http_request request = work_request(reading->courier,
						   reading->url.s);
	struct text says;

	request.most = COURIER_PAGE_BYTES;
	work_ask(reading->courier, &request, reply);
	if (work_verdict(reply->status) == VERDICT_TAKEN)
		return true;
	text_init(&says, ERROR_TEXT_MAX);
	work_explain(reply, &says);
	error_set(err, "%s", says.s);
	text_release(&says);
	return false;
}

/* Where the service says the next page is, if that is a place of its own. */
static bool turn(struct reading *reading, const char *more, struct error *err)
{
	const char *ours = reading->courier->service.origin;
	struct text next, origin;
	bool ok;

	text_init(&next, 16384);
	text_init(&origin, 1024);
	ok = http_resolve(&next, reading->url.s, more, err) &&
		http_origin(&origin, next.s, err);
	if (ok && strcmp(origin.s, ours) != 0)
		ok = error_set(err, "the service sends us to another one (%s); "
			       "it was not asked", origin.s);
	if (ok && strcmp(next.s, reading->url.s) == 0)
		ok = error_set(err, "the service sends us round in circles");
	text_reset(&reading->url);
	text_add_str(&reading->url, text_str(&next));
	text_release(&next);
	text_release(&origin);
	return ok;
}

static void note_page(struct reading *reading, const struct http_reply *reply,
		      const struct reply_page *page)
{
	struct arena *arena = reading->courier->arena;
	struct text through;

	reading->statements += (int64_t)page->statements;
	if (reply_later(reading->latest, page->stored) != reading->latest)
		reading->latest = arena_strdup(arena, page->stored);
	if (reading->through[0] || !reply->through[0])
		return;
	text_init(&through, HTTP_VALUE_MAX);
	reply_add_line(&through, str_of(reply->through), HTTP_VALUE_MAX);
	reading->through = text_dup(arena, &through);
	text_release(&through);
}

static bool read_pages(struct reading *reading, take_page *take,
		       struct error *err)
{
	struct http_reply reply;
	struct reply_page page = { .more = "" };
	int pages = 0, empty = 0;
	bool ok;

	http_reply_init(&reply);
	do {
		arena_reset(&reading->page);
		ok = ask_page(reading, &reply, err) &&
			take(reading, text_str(&reply.body), &page, err);
		if (!ok)
			break;
		note_page(reading, &reply, &page);
		if (++pages >= COURIER_PAGES_MAX)
			ok = error_set(err, "the service has more pages than "
				       "can be; stopped at %d", pages);
		empty = page.statements ? 0 : empty + 1;
		if (!page.more[0])
			break;
		if (empty > EMPTY_MAX)
			ok = error_set(err, "the service sends us from one "
				       "empty page to the next");
		ok = ok && turn(reading, page.more, err);
	} while (ok);
	http_reply_release(&reply);
	return ok;
}

/* --- comments ------------------------------------------------------- */

static bool keep_comments(struct reading *reading, struct str body,
			  struct reply_page *page, struct error *err)
{
	struct courier *courier = reading->courier;

	if (!reply_comments(&reading->page, body, page, err))
		return false;
	for (size_t i = 0; i < page->comment_count; i++) {
		const struct reply_comment *one = &page->comments[i];
		struct comment comment = {
			.id = one->id, .attempt = one->about,
			.at = one->at ? one->at : work_now(courier),
			.author = one->author, .model = one->model,
			.text = one->text,
		};
		bool known;

		if (!store_add_comment(courier->store, &comment, &known, err))
			return false;
		reading->added += !known;
	}
	return true;
}

static const char *earlier(const char *a, const char *b)
{
	return reply_later(a, b) == a ? b : a;
}

/* Up to where everything was read: never past what the service has all of. */
static const char *reached(const struct reading *reading)
{
	const char *cursor = reading->latest;

	if (reply_later("", reading->through)[0] && cursor[0])
		cursor = earlier(cursor, reading->through);
	return cursor;
}

/* What the next pull asks from. Never back. */
static bool move_cursor(const struct reading *reading, struct error *err)
{
	struct courier *courier = reading->courier;
	const char *cursor = reply_later(courier->service.cursor,
					 reached(reading));
	bool same;

	if (!work_same_service(courier, &same, err))
		return false;
	if (!same)
		return error_set(err, COURIER_TURNED);
	return store_service_pulled(courier->store, cursor, work_now(courier),
				    err);
}

/* Comments on what the learner told, or on whatever anybody told. */
static bool read_comments(struct courier *courier, struct reading *reading,
			  bool on_ours, struct error *err)
{
	struct text query;
	bool ok;

	text_init(&query, 8192);
	add_parameter(&query, "verb", WIRE_VERBS "commented");
	if (on_ours)
		add_agent(&query, courier->service.account);
	ok = begin(reading, courier, &query, courier->service.cursor, err) &&
		read_pages(reading, keep_comments, err);
	text_release(&query);
	return ok;
}

/* A store may look at a comment's own actor alone (Ralph does), where others
 * follow it to the statement that it is on. Then all comments are asked for,
 * and ours are picked out here. */
static bool pull(struct courier *courier, struct reading *reading,
		 struct error *err)
{
	if (!read_comments(courier, reading, true, err))
		return false;
	if (reading->statements == 0) {
		end(reading);
		if (!read_comments(courier, reading, false, err))
			return false;
	}
	return move_cursor(reading, err);
}

enum courier_end courier_pull(struct courier *courier, struct error *err)
{
	struct reading reading;
	const char *count;
	bool ok;

	if (!str_is(str_of(courier->service.protocol), "xapi")) {
		work_say(courier, "comments come when something is sent; "
			 "there is nothing to ask for");
		return COURIER_DONE;
	}
	ok = pull(courier, &reading, err);
	end(&reading);
	count = work_count(courier, reading.added, "new comment");
	if (reading.added || ok)
		work_say(courier, "%s", count);
	if (!ok) {
		if (!work_log(courier, err, "comments not read: %s",
			      err->text))
			return COURIER_COULD_NOT;
		return COURIER_LEFT;
	}
	if (reading.added && !work_log(courier, err, "%s", count))
		return COURIER_COULD_NOT;
	return COURIER_DONE;
}

/* --- a cohort's statements ------------------------------------------ */

static bool keep_line(void *context, struct str line)
{
	struct reading *reading = context;

	return file_add(reading->file, line) &&
	       file_add(reading->file, STR("\n"));
}

static bool keep_statements(struct reading *reading, struct str body,
			    struct reply_page *page, struct error *err)
{
	bool ok;

	err->text[0] = '\0';
	ok = reply_statements(&reading->page, body, page, keep_line, reading,
			      err);
	reading->added += (int64_t)(ok ? page->statements - page->left_out
				       : 0);
	return ok;
}

/* Whose: of a registration, of the learner's own cohort, or all there is. */
static bool add_whose(struct courier *courier, struct text *query,
		      const char *registration, struct error *err)
{
	struct enrolment enrolment;
	bool enrolled = false;

	if (!registration[0] &&
	    !store_enrolment(courier->store, courier->arena, &enrolment,
			     &enrolled, err))
		return false;
	add_parameter(query, "registration",
		      enrolled ? enrolment.registration : registration);
	return true;
}

/* A wish to void is of no cohort, so a store may leave it out (Ralph does),
 * and what a learner took back would be counted for ever. */
static bool read_voids(struct reading *reading, const char *since,
		       struct error *err)
{
	struct text query;
	bool ok;

	text_init(&query, 8192);
	add_parameter(&query, "verb", WIRE_VERBS "voided");
	add_parameter(&query, "since", since);
	add_parameter(&query, "ascending", "true");
	text_addf(&query, "&limit=%d", PAGE);
	text_reset(&reading->url);
	ok = http_join(&reading->url, reading->courier->service.url,
		       "statements", query.s, err) &&
		read_pages(reading, keep_statements, err);
	text_release(&query);
	return ok;
}

/* The file takes its place whole, or not at all. */
static bool fill(struct reading *reading, const char *to, const char *since,
		 bool voids, struct error *err)
{
	struct file_writer file;
	struct error first = { .text = "" };
	bool ok;

	if (!file_begin(&file, to, err))
		return false;
	reading->file = &file;
	ok = read_pages(reading, keep_statements, &first) &&
		(!voids || read_voids(reading, since, &first));
	if (!file_end(&file, ok || !first.text[0], err))
		return false;
	return ok || error_set(err, "%s", first.text);
}

static bool fetch(struct courier *courier, struct reading *reading,
		  const char *to, const char *since, const char *registration,
		  struct error *err)
{
	struct text query;
	bool ok;

	text_init(&query, 8192);
	ok = add_whose(courier, &query, registration, err);
	/* Begun in any case: it is ended in any. */
	ok = begin(reading, courier, &query, since, err) && ok &&
		fill(reading, to, since, registration[0] != '\0', err) &&
		(!reached(reading)[0] ||
		 file_write(arena_printf(courier->arena, "%s.cursor", to),
			    str_of(reached(reading)), err));
	text_release(&query);
	end(reading);
	return ok;
}

enum courier_end courier_fetch(struct courier *courier, const char *to,
			       const char *since, const char *registration,
			       struct error *err)
{
	struct reading reading;

	if (!str_is(str_of(courier->service.protocol), "xapi")) {
		error_set(err, "only a record store (xapi) can be read from");
		return COURIER_COULD_NOT;
	}
	if (!fetch(courier, &reading, to, since, registration, err))
		return COURIER_LEFT;
	work_say(courier, "%s fetched%s%s",
		 work_count(courier, reading.added, "statement"),
		 reading.latest[0] ? ", up to " : "", reading.latest);
	return COURIER_DONE;
}
