/* context.c - what all commands share: the store, the day, the streak.
 *
 * The store is opened by the first command that needs it. The built-in bank
 * is known by the sizes and times of its files: only if they changed since it
 * was taken in are they read again, so that a start reads no YAML.
 */
#include "app/command.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

enum { OUT_MAX = 64 << 20, FLUSH_FROM = 64 << 10 };

void app_init(struct app *app)
{
	arena_init(&app->turn, 0);
	text_init(&app->out, OUT_MAX);
	text_init(&app->pending, TERM_LINE_MAX);
}

void app_release(struct app *app)
{
	store_close(app->store);
	text_release(&app->pending);
	text_release(&app->out);
	arena_release(&app->turn);
}

/* Every problem of a bank, as the sentence of one error. */
static bool bank_is_wrong(struct app *app, const struct problems *problems,
			  struct error *err)
{
	struct text text;

	text_init(&text, ERROR_TEXT_MAX / 2);
	error_show(&problems->list[0], &text);
	error_set(err, "the bank in %s is not right (%s): %s; try 'rehearse "
		  "bank check %s'", app->shipped,
		  app_count(app, (int64_t)(problems->count + problems->more),
			    "problem"), text.s, app->shipped);
	text_release(&text);
	return false;
}

static bool take_in(struct app *app, uint64_t print, struct error *err)
{
	struct fsrs fsrs = app_fsrs(app);
	struct arena arena;
	struct problems problems;
	struct bank bank;
	bool ok;

	arena_init(&arena, 0);
	problems_init(&problems, &arena);
	ok = bank_load(&arena, app->shipped, &bank, &problems)
		? store_import(app->store, &bank, app->shipped, print, &fsrs,
			       err)
		: bank_is_wrong(app, &problems, err);
	arena_release(&arena);
	return ok;
}

/* `kept` is what was known of it when it was taken in; NULL: nothing. */
static bool take_in_shipped(struct app *app, const char *kept,
			    struct error *err)
{
	const char *now;
	uint64_t print;

	if (!bank_fingerprint(&app->turn, app->shipped, &print, err))
		return error_prefix(err, "the built-in bank");
	now = arena_printf(&app->turn, "%016" PRIx64 " %s", print,
			   app->shipped);
	if (kept && str_is(str_of(kept), now))
		return true;
	return take_in(app, print, err) &&
	       store_set(app->store, "built-in", now, err);
}

/* An interview that is over is forgotten, and what was brought forward for it
 * is planned as before. A disk too full for that keeps nobody out. */
static void end_interview(struct app *app)
{
	struct interview none = { .day = 0 };
	struct error ignored;
	int64_t brought;

	if (app->settings.interview.day == 0 ||
	    app->settings.interview.day >= app_today(app) ||
	    !store_set_interview(app->store, &none, &brought, &ignored))
		return;
	app->interviewed = app->settings.interview.day;
	app->settings.interview = none;
}

static bool read_kept(struct app *app, const char **built_in,
		      struct error *err)
{
	bool ok;

	if (!store_hold(app->store, err))
		return false;
	ok = settings_read(app, err) &&
		store_interview(app->store, &app->settings.interview, err) &&
		store_get(app->store, &app->turn, "built-in", built_in, err);
	store_let_go(app->store);
	return ok;
}

bool app_open(struct app *app, struct error *err)
{
	const char *built_in;

	if (app->store)
		return true;
	if (!store_open(app->database, &app->store, err))
		return false;
	if (read_kept(app, &built_in, err) &&
	    take_in_shipped(app, built_in, err)) {
		end_interview(app);
		return true;
	}
	store_close(app->store);
	app->store = NULL;
	return false;
}

bool app_look(struct app *app, bool *opened, struct error *err)
{
	bool unready;

	*opened = !app->store;
	if (app->store)
		return true;
	if (store_open_to_read(app->database, &app->store, &unready, err)) {
		if (settings_read(app, err))
			return true;
		app_look_away(app, *opened);
		return false;
	}
	return unready && app_open(app, err);
}

void app_look_away(struct app *app, bool opened)
{
	if (!opened)
		return;
	store_close(app->store);
	app->store = NULL;
}

int64_t app_today(const struct app *app)
{
	return plan_day(app->now(app), app->settings.rollover);
}

bool app_practice(struct app *app, struct practice *practice,
		  struct error *err)
{
	struct practice_day *days;
	struct pause *pauses;

	*practice = (struct practice){ 0 };
	if (!store_days(app->store, &app->turn, &days, &practice->count,
			err) ||
	    !store_pauses(app->store, &app->turn, &pauses,
			  &practice->pause_count, err))
		return false;
	practice->days = days;
	practice->pauses = pauses;
	return true;
}

bool app_streak(struct app *app, struct streak *streak, struct error *err)
{
	struct practice practice;
	struct streak_base base;
	int64_t today = app_today(app);

	if (!store_practice(app->store, &app->turn, today, &base, &practice,
			    err))
		return false;
	plan_streak_on(&base, &practice, today, app->now(app).utc, streak);
	return true;
}

struct fsrs app_fsrs(const struct app *app)
{
	struct fsrs fsrs = fsrs_daily;

	fsrs.retention = app->settings.retention;
	return fsrs;
}

void app_uuid(const struct app *app, char uuid[37])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[16];
	size_t at = 0;

	app->entropy(bytes, sizeof(bytes));
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);	/* version 4 */
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);	/* RFC 9562 */
	for (size_t i = 0; i < sizeof(bytes); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			uuid[at++] = '-';
		uuid[at++] = digits[bytes[i] >> 4];
		uuid[at++] = digits[bytes[i] & 15];
	}
	uuid[at] = '\0';
}

const char *app_count(struct app *app, int64_t count, const char *noun)
{
	return arena_printf(&app->turn, "%" PRId64 " %s%s", count, noun,
			    count == 1 ? "" : "s");
}

const char *app_day_name(struct app *app, int64_t day)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec",
	};
	int64_t away = day - app_today(app);
	struct civil civil = date_civil(day);

	if (away == 0)
		return "today";
	if (away == 1)
		return "tomorrow";
	if (away == -1)
		return "yesterday";
	if (away > 0 && away < 7)
		return arena_printf(&app->turn, "in %" PRId64 " days", away);
	if (away < 0 && away > -7)
		return arena_printf(&app->turn, "%" PRId64 " days ago", -away);
	return arena_printf(&app->turn, "on %d %s %d", civil.day,
			    months[civil.month - 1], civil.year);
}

void app_say(struct app *app, const char *format, ...)
{
	struct text raw;
	va_list args;

	text_init(&raw, OUT_MAX);
	va_start(args, format);
	text_vaddf(&raw, format, args);
	va_end(args);
	utf8_add_safe(&app->out, text_str(&raw));
	text_release(&raw);
}

void app_wrap(struct app *app, const char *format, ...)
{
	struct screen screen;
	struct text raw;
	va_list args;

	text_init(&raw, OUT_MAX);
	va_start(args, format);
	text_vaddf(&raw, format, args);
	va_end(args);
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, raw.s);
	text_release(&raw);
}

bool app_flush(struct app *app)
{
	bool ok = term_show(app->term, &app->out);

	text_reset(&app->out);
	return ok;
}

bool app_flush_full(struct app *app)
{
	return app->out.len < FLUSH_FROM || app_flush(app);
}

enum status app_complain(struct app *app, const struct error *err,
			 enum status status)
{
	struct text line;

	text_init(&line, 4096);
	text_add(&line, "rehearse: ");
	error_show(err, &line);
	text_add(&line, "\n");
	term_complain(app->term, &line);
	text_release(&line);
	return status;
}

void app_screen(struct app *app, struct screen *screen)
{
	screen_init(screen, &app->out, app->term);
}

struct json app_json(struct app *app)
{
	struct json json;

	json_init(&json, &app->out, 2);
	return json;
}
